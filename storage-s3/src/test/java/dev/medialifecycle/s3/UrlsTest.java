package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.TestSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** URLs that a real server honours for exactly what they say, and the addresses that configuration gives. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UrlsTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);
    private static final HttpClient WEB = HttpClient.newHttpClient();

    private static S3ProxyServer server;
    private static S3Storage storage;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
        storage = server.storage("s3")
                .bucket("media")
                .conditionalPut(ConditionalPut.ENFORCED)
                .createBuckets()
                .open();
    }

    @AfterAll
    static void stop() {
        storage.close();
        server.close();
    }

    @Test
    void reads_by_a_signed_url_without_credentials() throws Exception {
        for (String key : new String[] {"plain.png", "folder/ü + %20?#&=.png", "a'b(c)*!~", "emoji-\ud83d\ude00"}) {
            StoredBlob stored = storage.put(new PutRequest(at(key), TestSource.of(BYTES), "image/png"));

            HttpResponse<byte[]> answer = get(storage.signedUrl(stored.location(), LIFETIME));

            assertThat(answer.statusCode()).as(key).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(BYTES);
        }
    }

    @Test
    void signs_for_one_key_and_for_reading_only() throws Exception {
        storage.put(new PutRequest(at("one"), TestSource.of(BYTES), "image/png"));
        storage.put(new PutRequest(at("two"), TestSource.of(BYTES), "image/png"));
        URI url = storage.signedUrl(at("one"), LIFETIME);

        assertThat(get(URI.create(url.toString().replace("/one", "/two"))).statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(url).DELETE()).statusCode()).isEqualTo(403);
        assertThat(storage.stat(at("one"))).isPresent();
    }

    @Test
    void refuses_lifetimes_that_no_signature_bears() {
        MediaLifecycleException refusal = catchThrowableOfType(
                MediaLifecycleException.class,
                () -> storage.signedUrl(at("a"), Duration.ofDays(7).plusSeconds(1)));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(refusal).hasMessageContaining("7 days");
        assertThat(storage.signedUrl(at("a"), Duration.ofDays(7)).toString()).contains("X-Amz-Expires=604800");
        assertThatThrownBy(() -> storage.signedUrl(at("a"), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes_a_signed_put_of_the_type_and_size_that_were_signed_and_no_other() throws Exception {
        SignedPut leave = storage.signedPut(at("signed/put +.png"), "image/png", BYTES.length, LIFETIME);

        assertThat(put(leave, new byte[BYTES.length + 1])).as("one byte more").isEqualTo(403);
        assertThat(put(leave, new byte[BYTES.length - 1])).as("one byte less").isEqualTo(403);
        Map<String, String> forged = new HashMap<>(leave.headers());
        forged.put("content-type", "text/html");
        assertThat(put(new SignedPut(leave.url(), leave.method(), forged), BYTES))
                .as("another type")
                .isEqualTo(403);
        forged = new HashMap<>(leave.headers());
        forged.remove("if-none-match");
        assertThat(put(new SignedPut(leave.url(), leave.method(), forged), BYTES))
                .as("without condition")
                .isEqualTo(403);
        assertThat(storage.stat(at("signed/put +.png"))).isEmpty();

        assertThat(put(leave, BYTES)).isEqualTo(200);
        assertThat(storage.stat(at("signed/put +.png")).map(StoredBlob::contentType))
                .contains("image/png");
        assertThat(put(leave, BYTES)).as("the second time").isEqualTo(412);
    }

    @Test
    void sends_no_condition_with_a_signed_put_that_the_server_may_not_know() {
        try (S3Storage careful = server.storage("s3").bucket("media").open()) {
            SignedPut leave = careful.signedPut(at("a"), "image/png", 3, LIFETIME);

            assertThat(careful.capabilities()).doesNotContain(Capability.CREATE_ONLY_PUT);
            assertThat(leave.headers()).containsOnlyKeys("content-type");
            assertThat(leave.url().getQuery()).doesNotContain("checksum");
        }
    }

    @Test
    void leads_signed_urls_to_where_others_reach_the_server() {
        try (S3Storage inside = server.storage("s3")
                .bucket("media")
                .signingEndpoint(URI.create("https://files.example.com"))
                .open()) {
            assertThat(inside.signedUrl(at("a b"), LIFETIME).toString())
                    .startsWith("https://files.example.com/media/a%20b?");
        }
    }

    @Test
    void makes_public_urls_at_the_service_only_where_the_host_says_that_they_are_public() {
        assertThat(storage.capabilities()).doesNotContain(Capability.PUBLIC_URL);
        assertThat(publicUrl(S3StorageBuilder::publicUrls)).isEqualTo(server.endpoint() + "/media/a%20b%2B.png");
        assertThat(amazon("eu-central-1", "media", S3StorageBuilder::publicUrls))
                .isEqualTo("https://media.s3.eu-central-1.amazonaws.com/a%20b%2B.png");
        assertThat(amazon("cn-north-1", "media", S3StorageBuilder::publicUrls))
                .isEqualTo("https://media.s3.cn-north-1.amazonaws.com.cn/a%20b%2B.png");
        assertThat(amazon("eu-central-1", "me.dia", S3StorageBuilder::publicUrls))
                .as("a bucket that no certificate covers")
                .isEqualTo("https://s3.eu-central-1.amazonaws.com/me.dia/a%20b%2B.png");
        assertThat(amazon(
                        "eu-central-1", "media", builder -> builder.publicUrls().addressStyle(AddressStyle.PATH)))
                .isEqualTo("https://s3.eu-central-1.amazonaws.com/media/a%20b%2B.png");
    }

    @Test
    void makes_public_urls_at_the_address_of_the_bucket() {
        URI cdn = URI.create("https://cdn.example.com/files/");

        assertThat(publicUrl(builder -> builder.publicUrls("media", cdn)))
                .isEqualTo("https://cdn.example.com/files/a%20b%2B.png");
    }

    @Test
    void leaves_the_origin_path_out_of_public_urls_and_has_none_for_keys_outside_of_it() {
        try (S3Storage behind = server.storage("s3")
                .bucket("media")
                .publicUrls("media", URI.create("https://cdn.example.com"), "/live")
                .open()) {
            assertThat(behind.publicUrl(at("live/a/b.png"))).hasToString("https://cdn.example.com/a/b.png");
            assertThat(refusal(behind, "live").code()).isEqualTo(ErrorCode.INVALID_LOCATION);
            assertThat(refusal(behind, "alive/a.png").kind()).isEqualTo(ErrorKind.REJECTED);
        }
    }

    @Test
    void has_no_public_url_for_a_bucket_without_an_address() {
        try (S3Storage half = server.storage("s3")
                .bucket("media")
                .bucket("private")
                .publicUrls("private", URI.create("https://cdn.example.com"))
                .open()) {
            assertThat(refusal(half, "a").kind()).isEqualTo(ErrorKind.REJECTED);
        }
    }

    private static MediaLifecycleException refusal(S3Storage storage, String key) {
        return catchThrowableOfType(MediaLifecycleException.class, () -> storage.publicUrl(at(key)));
    }

    private static String publicUrl(UnaryOperator<S3StorageBuilder> more) {
        try (S3Storage made = more.apply(server.storage("s3").bucket("media")).open()) {
            return made.publicUrl(at("a b+.png")).toString();
        }
    }

    private static String amazon(String region, String bucket, UnaryOperator<S3StorageBuilder> more) {
        try (S3Storage made = more.apply(
                        S3Storage.named("s3").bucket(bucket).region(region).credentials("a", "b"))
                .open()) {
            return made.publicUrl(new BlobLocation("s3", bucket, "a b+.png")).toString();
        }
    }

    private static int put(SignedPut leave, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(leave.url()).method(leave.method(), BodyPublishers.ofByteArray(bytes));
        leave.headers().forEach(request::header);
        return send(request).statusCode();
    }

    private static HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return WEB.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("s3", "media", key);
    }
}
