package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server that says what a test wants it to say: what good servers never, and other servers always, do. */
final class FakeS3 implements AutoCloseable {
    static final String SECRET = "Very/Secret+Key";
    /** For answers that never come; answers that come take their time on a busy machine. */
    static final Duration SHORT = Duration.ofMillis(500);

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    FakeS3() {
        server.start();
        forget();
    }

    /** Says 200 to everything again. */
    void forget() {
        server.resetAll();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(200)));
    }

    WireMockServer server() {
        return server;
    }

    URI endpoint() {
        return URI.create(server.baseUrl());
    }

    /** An address at which nobody answers. */
    static URI nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A provider named s3 with the bucket media. */
    S3Storage open() {
        return open(UnaryOperator.identity());
    }

    S3Storage open(UnaryOperator<S3StorageBuilder> more) {
        return more.apply(S3Storage.named("s3")
                        .bucket("media")
                        .endpoint(endpoint())
                        .credentials("ACCESS", SECRET)
                        .conditionalPut(ConditionalPut.ENFORCED))
                .open();
    }

    List<LoggedRequest> requests() {
        return server.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    }

    static BlobLocation at(String key) {
        return new BlobLocation("s3", "media", key);
    }

    static List<StoredBlob> blobs(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new StoredBlob(at(key), null, "image/png", 1, null))
                .toList();
    }

    static ResponseDefinitionBuilder xml(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/xml")
                .withBody("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body);
    }

    static ResponseDefinitionBuilder error(int status, String code) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>Some words.</Message></Error>");
    }

    @Override
    public void close() {
        server.stop();
    }
}
