package dev.medialifecycle.testkit.imagekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.testkit.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Files at the URL endpoint: transformations, signatures, a cache that outlives deletes; and the API's rate limit. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeImageKitServingTest {
    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    private final FakeImageKit imagekit = FakeImageKit.start(clock);
    private final ImageKitClient client = new ImageKitClient(imagekit);
    private final String base = imagekit.urlEndpoint().toString();

    @AfterEach
    void stop() {
        imagekit.close();
    }

    @Test
    void serves_a_file_and_nothing_else() throws Exception {
        imagekit.add("/m/a.txt", BYTES);

        assertThat(client.read(base + "/m/a.txt").body()).isEqualTo("0123456789");
        assertThat(client.read(base + "/m/a.txt").headers().firstValue("Content-Type"))
                .contains("text/plain");
        assertThat(client.read(base + "/m/b.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void optimises_images_unless_the_original_is_asked_for() throws Exception {
        imagekit.add("/m/a.png", BYTES);

        assertThat(client.read(base + "/m/a.png").body()).isEqualTo("optimised 0123456789");
        assertThat(client.read(base + "/m/a.png?tr=orig-true").body()).isEqualTo("0123456789");
        assertThat(client.read(base + "/tr:orig-true/m/a.png").body()).isEqualTo("0123456789");
        assertThat(client.read(base + "/tr:w-300:rt-90/m/a.png").body()).isEqualTo("transformed 0123456789");
    }

    @Test
    void serves_what_is_derived_from_a_file() throws Exception {
        imagekit.add("/m/a.mp4", BYTES);

        assertThat(client.read(base + "/m/a.mp4/ik-thumbnail.jpg").body()).isEqualTo("derived from 0123456789");
        assertThat(client.read(base + "/m/a.mp4/thumbnail.jpg").statusCode()).isEqualTo(404);
    }

    @Test
    void serves_ranges_unless_told_to_ignore_them() throws Exception {
        imagekit.add("/m/a.txt", BYTES);
        String url = base + "/m/a.txt";

        HttpResponse<String> part = client.read(url, "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(client.read(url, "Range", "bytes=8-").body()).isEqualTo("89");
        assertThat(client.read(url, "Range", "bytes=8-99").body()).isEqualTo("89");
        assertThat(client.read(url, "Range", "bytes=10-").statusCode()).isEqualTo(416);
        imagekit.ignoreRanges();
        assertThat(client.read(url, "Range", "bytes=2-4").statusCode()).isEqualTo(200);
    }

    @Test
    void serves_private_files_to_signed_urls_and_named_transformations_only() throws Exception {
        imagekit.addPrivate("/m/a.txt", BYTES);

        assertThat(client.read(base + "/m/a.txt").statusCode()).isEqualTo(401);
        assertThat(client.read(base + "/m/a.txt?tr=n-small").statusCode()).isEqualTo(200);
        assertThat(client.read(base + "/m/a.txt?ik-s=" + hmac("m/a.txt9999999999"))
                        .body())
                .isEqualTo("0123456789");
        assertThat(client.read(base + "/m/a.txt?ik-s=" + hmac("m/b.txt9999999999"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void lets_signed_urls_expire() throws Exception {
        imagekit.add("/m/a.txt", BYTES);
        imagekit.restrictUnsigned();
        long end = clock.instant().plusSeconds(60).getEpochSecond();
        String url = base + "/m/a.txt?tr=orig-true&ik-t=" + end + "&ik-s=" + hmac("m/a.txt?tr=orig-true" + end);

        assertThat(client.read(base + "/m/a.txt").statusCode()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(61));
        assertThat(client.read(url).statusCode()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(-2));
        assertThat(client.read(url).statusCode()).isEqualTo(200);
    }

    @Test
    void goes_on_serving_a_deleted_file_until_each_of_its_urls_is_purged() throws Exception {
        MediaFile file = imagekit.add("/m/a.txt", BYTES);
        IntSupplier plain = () -> status(base + "/m/a.txt");
        IntSupplier small = () -> status(base + "/m/a.txt?tr=w-1");
        assertThat(plain.getAsInt() + small.getAsInt()).isEqualTo(400);
        imagekit.delete(file.id());
        assertThat(plain.getAsInt() + small.getAsInt()).isEqualTo(400);

        HttpResponse<String> purge = client.post("/v1/files/purge", "{\"url\":\"" + base + "/m/a.txt\"}");

        assertThat(purge.statusCode()).isEqualTo(201);
        assertThat(plain.getAsInt()).isEqualTo(404);
        assertThat(small.getAsInt()).isEqualTo(200);
        assertThat(client.get("/v1/files/purge/" + ImageKitClient.field(purge, "requestId"))
                        .body())
                .contains("Completed");
        client.post("/v1/files/purge", "{\"url\":\"" + base + "/m/a.txt*\"}");
        assertThat(small.getAsInt()).isEqualTo(404);
        assertThat(client.post("/v1/files/purge", "{\"url\":\"https://example.com/a\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void limits_requests_in_any_window_and_says_in_milliseconds_how_long_to_wait() throws Exception {
        imagekit.limitRequests(2, Duration.ofMinutes(1));
        client.get("/v1/files");
        clock.advance(Duration.ofSeconds(20));
        client.get("/v1/files");

        HttpResponse<String> refused = client.get("/v1/files");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("X-RateLimit-Reset")).contains("40000");
        assertThat(refused.headers().firstValue("X-RateLimit-Limit")).contains("2");
        assertThat(refused.headers().firstValue("X-RateLimit-Interval")).contains("60000");
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(client.read(base + "/none").statusCode())
                .as("reads are free")
                .isEqualTo(404);
        clock.advance(Duration.ofSeconds(40));
        assertThat(client.get("/v1/files").statusCode()).isEqualTo(200);
        assertThat(client.get("/v1/files").statusCode()).isEqualTo(429);
    }

    @Test
    void dates_its_answers_by_its_clock() throws Exception {
        assertThat(client.get("/v1/files").headers().allValues("Date"))
                .containsExactly("Sun, 01 Nov 2026 12:00:00 GMT");
    }

    @Test
    void creates_and_removes_folders() throws Exception {
        client.post("/v1/folder", "{\"folderName\":\"m\",\"parentFolderPath\":\"/\"}");
        assertThat(client.search("type = \"folder\" AND name = \"m\" AND path = \"/\"")
                        .body())
                .contains("\"folderPath\":\"/m\"");
        imagekit.add("/m/x/a.txt", BYTES);
        imagekit.deleteFolder("/m");
        assertThat(imagekit.files()).isEmpty();
        assertThat(client.get("/v1/files?type=folder").body()).isEqualTo("[]");
    }

    private int status(String url) {
        try {
            return client.read(url).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(imagekit.privateKey().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
