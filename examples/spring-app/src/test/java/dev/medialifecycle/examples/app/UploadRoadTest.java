package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

class UploadRoadTest extends HostTest {
    private static final String UPLOADS = "/api/v1/uploads";

    @Value("${app.data}")
    Path data;

    @Test
    void answers_with_what_the_bytes_are() throws Exception {
        byte[] picture = Pictures.png(40, 30);
        Answer answer = alice.form(UPLOADS, Part.png("file", picture));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("path")).matches("alice/inputs/[0-9a-f-]{36}\\.png");
        assertThat(answer.json().path("size").asInt()).isEqualTo(picture.length);
        assertThat(answer.field("contentType")).isEqualTo("image/png");
        assertThat(answer.field("sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(picture)));
        assertThat(answer.json().path("width").asInt()).isEqualTo(40);
        assertThat(answer.json().path("height").asInt()).isEqualTo(30);
        assertThat(alice.get(UPLOADS + "/" + answer.field("assetId")).field("state"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void tells_its_limits() {
        Answer limits = alice.get(UPLOADS + "/limits");
        assertThat(limits.json().path("maxBytes").asLong()).isEqualTo(10L << 20);
        assertThat(limits.text()).contains("image/jpeg", "image/png", "image/webp");
    }

    @Test
    void refuses_other_types_and_stores_nothing() {
        List<String> before = listing();
        int puts = storage.calls(Operation.PUT);
        Answer answer = alice.form(
                UPLOADS, new Part("file", "notes.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field("code")).isEqualTo("ML-UP-001");
        assertThat(answer.field("detail")).contains("Unsupported file type: text/plain");
        assertThat(answer.field("hint")).isNotBlank();
        assertThat(listing()).isEqualTo(before);
        assertThat(storage.calls(Operation.PUT)).isEqualTo(puts);
    }

    @Test
    void refuses_bytes_that_are_not_what_they_claim() {
        Answer renamed = alice.form(UPLOADS, new Part("file", "a.png", "image/png", Pictures.HTML));
        assertThat(renamed.status()).isEqualTo(415);
        assertThat(renamed.field("code")).isEqualTo("ML-UP-003");
        Answer jpegAsPng = alice.form(UPLOADS, new Part("file", "a.png", "image/png", Pictures.jpeg(5, 5)));
        assertThat(jpegAsPng.status()).isEqualTo(415);
        assertThat(jpegAsPng.field("detail")).contains("Content is image/jpeg but was declared image/png");
    }

    @Test
    void refuses_what_can_carry_script() {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        assertThat(alice.form(UPLOADS, new Part("file", "a.svg", "image/svg+xml", svg))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void names_files_by_their_bytes_not_by_their_name() {
        Answer answer =
                alice.form(UPLOADS, new Part("file", "picture.txt", "application/octet-stream", Pictures.png(3, 3)));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("path")).endsWith(".png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x.png", "..%2f..%2fx.png", "CON", "a b.png", "/etc/passwd"})
    void never_lets_a_client_name_a_key(String fileName) throws Exception {
        Answer answer = alice.form(UPLOADS, new Part("file", fileName, "image/png", Pictures.png(3, 3)));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("path")).matches("[A-Za-z0-9/_.-]+").startsWith("alice/inputs/");
        try (Stream<Path> top = Files.list(data.toAbsolutePath())) {
            assertThat(top.map(path -> path.getFileName().toString())).isSubsetOf("files", "spool", "db.mv.db");
        }
    }

    @Test
    void stops_a_stream_without_length_at_the_limit() {
        List<String> before = listing();
        byte[] picture = Pictures.png(3, 3);
        byte[] large = new byte[11 << 20];
        System.arraycopy(picture, 0, large, 0, picture.length);
        InputStream stream = new ByteArrayInputStream(large);
        Answer answer = alice.raw(UPLOADS, BodyPublishers.ofInputStream(() -> stream), "Content-Type", "image/png");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.field("code")).isEqualTo("ML-UP-002");
        assertThat(answer.field("detail")).contains("File too large. Maximum size is 10MB");
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void says_the_same_of_a_form_that_is_too_large() {
        Answer answer = alice.form(UPLOADS, Part.png("file", new byte[(10 << 20) + 1]));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.field("code")).isEqualTo("ML-UP-002");
        assertThat(answer.field("detail")).contains("File too large. Maximum size is 10MB");
    }

    @Test
    void refuses_empty_and_broken_files() {
        assertThat(alice.form(UPLOADS, Part.png("file", new byte[0])).status()).isEqualTo(422);
        byte[] half = Arrays.copyOf(Pictures.png(300, 300), 20);
        Answer broken = alice.form(UPLOADS, Part.png("file", half));
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.field("code")).isEqualTo("ML-UP-004");
        assertThat(alice.form(UPLOADS, Part.field("title", "no file")).status()).isEqualTo(422);
    }

    @Test
    void counts_pixels_before_anything_is_decoded() {
        Answer answer = alice.form(UPLOADS, Part.png("file", Pictures.pngHeader(50_000, 50_000)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("50000×50000 pixels");
        assertThat(answer.field("code")).isEqualTo("ML-UP-005");
    }

    @Test
    void takes_a_raw_body_whatever_curl_calls_it() {
        for (String type : List.of("application/x-www-form-urlencoded", "application/octet-stream", "image/png")) {
            Answer answer = alice.raw(
                    UPLOADS + "?role=image", BodyPublishers.ofByteArray(Pictures.png(3, 3)), "Content-Type", type);
            assertThat(answer.status()).as(type).isEqualTo(201);
            assertThat(answer.field("role")).isEqualTo("image");
        }
    }

    @Test
    void takes_two_named_inputs_or_none_of_them() {
        Answer both =
                alice.form(UPLOADS, Part.png("input1", Pictures.png(3, 3)), Part.png("input2", Pictures.png(4, 4)));
        assertThat(both.status()).isEqualTo(201);
        assertThat(both.json().size()).isEqualTo(2);

        List<String> before = listing();
        int puts = storage.calls(Operation.PUT);
        Answer one = alice.form(UPLOADS, Part.png("input1", Pictures.png(3, 3)), Part.png("input2", Pictures.HTML));
        assertThat(one.status()).isEqualTo(415);
        assertThat(listing()).isEqualTo(before);
        assertThat(storage.calls(Operation.PUT)).isEqualTo(puts);
    }

    @Test
    void serves_inputs_by_signed_url_only() {
        Answer input = alice.form(UPLOADS, Part.png("file", Pictures.png(3, 3)));
        String signed = input.field("url");
        String plain = signed.substring(0, signed.indexOf('?'));
        assertThat(nobody.get(signed).status()).isEqualTo(200);
        assertThat(nobody.get(plain).status()).isEqualTo(403);
        assertThat(nobody.get(signed.substring(0, signed.length() - 4) + "0000").status())
                .isEqualTo(403);
        clock.advance(Duration.ofMinutes(11));
        Answer late = nobody.get(signed);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.field("detail")).contains("expired");
    }

    @Test
    void serves_pictures_with_their_type_in_ranges_and_defused() {
        String url = image(alice);
        byte[] picture = Pictures.png(4, 3);
        Answer head = nobody.head(url);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("image/png");
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(picture.length));
        assertThat(head.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(head.header("Content-Security-Policy")).contains("default-src 'none'");
        Answer part = nobody.get(url, "Range", "bytes=1-3");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("PNG");
        assertThat(nobody.get(url, "Range", "bytes=999999-").status()).isEqualTo(416);
        assertThat(nobody.get(url, "If-None-Match", head.header("ETag")).status())
                .isEqualTo(304);
        assertThat(nobody.get(url + "x").status()).isEqualTo(404);
        assertThat(nobody.get(base + "/files/secrets/a.png").status()).isEqualTo(404);
    }

    @Test
    void keeps_uploads_between_their_owner_and_us() {
        Answer input = alice.form(UPLOADS, Part.png("file", Pictures.png(3, 3)));
        assertThat(bob.get(UPLOADS + "/" + input.field("assetId")).status()).isEqualTo(403);
        assertThat(nobody.get(UPLOADS + "/" + input.field("assetId")).status()).isEqualTo(401);
    }

    @Test
    void needs_a_user() {
        Answer answer = nobody.form(UPLOADS, Part.png("file", Pictures.png(3, 3)));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field("code")).isEqualTo("APP-401");
        assertThat(answer.field("hint")).contains("Basic");
    }

    @Test
    void leaves_nothing_behind_when_the_store_fails() {
        List<String> before = listing();
        storage.onEveryCall(Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));
        Answer answer = alice.form(UPLOADS, Part.png("file", Pictures.png(3, 3)));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("code")).isEqualTo("ML-UP-010");
        assertThat(answer.field("detail")).startsWith("Upload failed:");
        assertThat(answer.text()).doesNotContain("Exception", "at dev.", data.toString());
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void lets_the_first_input_go_when_the_second_cannot_be_stored() {
        List<String> before = listing();
        storage.onCall(2, Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));
        Answer answer =
                alice.form(UPLOADS, Part.png("input1", Pictures.png(3, 3)), Part.png("input2", Pictures.png(4, 4)));
        assertThat(answer.status()).isEqualTo(502);
        runDue();
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void gives_a_thousand_uploads_of_one_name_a_thousand_keys() throws Exception {
        int uploads = 1000;
        ExecutorService users = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> paths = IntStream.range(0, uploads)
                    .mapToObj(i -> users.submit(() -> alice.form(UPLOADS, Part.png("file", Pictures.png(2, 2)))
                            .field("path")))
                    .collect(Collectors.toList());
            Set<String> keys = paths.stream().map(UploadRoadTest::result).collect(Collectors.toSet());
            assertThat(keys).hasSize(uploads).allMatch(key -> key.matches("alice/inputs/[0-9a-f-]{36}\\.png"));
        } finally {
            users.shutdownNow();
        }
    }

    private static String result(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
