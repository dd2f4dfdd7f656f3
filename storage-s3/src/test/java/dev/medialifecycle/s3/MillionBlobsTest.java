package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Listings cost memory by the page, however many blobs there are; {@code -Ds3.blobs=1000000 -Dtest.jvm=-Xmx64m} shows it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MillionBlobsTest {
    private static final int BLOBS = Integer.getInteger("s3.blobs", 100_000);
    private static final int PAGE = 1_000;
    private static final Pattern TOKEN = Pattern.compile("continuation-token=([0-9]+)");

    @Test
    void lists_every_blob_exactly_once_in_order() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", MillionBlobsTest::answer);
        server.start();
        long begin = System.nanoTime();
        try (S3Storage storage = S3Storage.named("s3")
                .bucket("media")
                .endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentials("access", "secret")
                .open()) {
            assertThat(count(storage)).isEqualTo(BLOBS);
        } finally {
            server.stop(0);
        }
        System.out.printf(
                "Listed %,d blobs in %.1f s with a heap of at most %d MB%n",
                BLOBS, (System.nanoTime() - begin) / 1e9, Runtime.getRuntime().maxMemory() >> 20);
    }

    private static int count(S3Storage storage) {
        int count = 0;
        String last = "";
        String token = null;
        do {
            BlobPage page = storage.list("media", "", token);
            for (StoredBlob blob : page.blobs()) {
                String key = blob.location().key();
                assertThat(BlobLocation.KEY_ORDER.compare(last, key))
                        .as("%s before %s", last, key)
                        .isNegative();
                last = key;
                count++;
            }
            token = page.nextToken();
        } while (token != null);
        return count;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Matcher token = TOKEN.matcher(String.valueOf(exchange.getRequestURI().getRawQuery()));
        int from = token.find() ? Integer.parseInt(token.group(1)) : 0;
        int to = Math.min(BLOBS, from + PAGE);
        StringBuilder page = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>")
                .append(to < BLOBS)
                .append("</IsTruncated>");
        for (int number = from; number < to; number++) {
            page.append("<Contents><Key>users/u%2B")
                    .append(String.format("%07d", number))
                    .append("/saved/picture.png</Key><LastModified>2026-11-01T10:00:00.000Z</LastModified>")
                    .append("<ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>123456</Size>")
                    .append("<StorageClass>STANDARD</StorageClass></Contents>");
        }
        page.append("<NextContinuationToken>").append(to).append("</NextContinuationToken></ListBucketResult>");
        byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
