package dev.medialifecycle.testkit.imagekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Uploads as ImageKit takes them: what it changes, what it refuses, and what is left when an answer is lost. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeImageKitUploadTest {
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> PLAIN =
            Map.of("folder", "/media/u1", "useUniqueFileName", "false", "overwriteFile", "false");

    private final FakeImageKit imagekit = FakeImageKit.start();
    private final ImageKitClient client = new ImageKitClient(imagekit);

    @AfterEach
    void stop() {
        imagekit.close();
    }

    @Test
    void stores_the_bytes_under_name_and_folder() throws Exception {
        HttpResponse<String> answer = client.upload("a.png", BYTES, PLAIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ImageKitClient.field(answer, "filePath")).isEqualTo("/media/u1/a.png");
        assertThat(imagekit.files())
                .singleElement()
                .satisfies(file -> assertThat(file.id()).isEqualTo(ImageKitClient.field(answer, "fileId")))
                .satisfies(file -> assertThat(file.size()).isEqualTo(5))
                .satisfies(file -> assertThat(file.mime()).isEqualTo("image/png"));
    }

    @Test
    void appends_to_the_name_unless_told_not_to() throws Exception {
        HttpResponse<String> answer = client.upload("a.png", BYTES, Map.of());

        assertThat(ImageKitClient.field(answer, "filePath")).matches("/a_[a-z0-9]+\\.png");
    }

    @Test
    void changes_the_characters_that_it_does_not_like() throws Exception {
        HttpResponse<String> answer =
                client.upload("a b+c.png", BYTES, Map.of("folder", "x.y/ü", "useUniqueFileName", "false"));

        assertThat(ImageKitClient.field(answer, "filePath")).isEqualTo("/x_y/_/a_b_c.png");
    }

    @Test
    void adds_a_version_to_a_file_that_is_there() throws Exception {
        client.upload("a.png", BYTES, PLAIN);
        HttpResponse<String> second =
                client.upload("a.png", BYTES, Map.of("folder", "/media/u1", "useUniqueFileName", "false"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(imagekit.files())
                .singleElement()
                .extracting(MediaFile::versions)
                .isEqualTo(2);
        assertThat(client.get("/v1/files/" + ImageKitClient.field(second, "fileId") + "/versions")
                        .body())
                .contains("\"file-version\"", "\"Version 2\"");
    }

    @Test
    void refuses_to_overwrite_only_if_both_flags_say_so() throws Exception {
        client.upload("a.png", BYTES, PLAIN);

        assertThat(client.upload("a.png", BYTES, PLAIN).statusCode()).isEqualTo(400);
        assertThat(imagekit.files())
                .singleElement()
                .extracting(MediaFile::versions)
                .isEqualTo(1);
    }

    @Test
    void refuses_what_is_empty_or_too_large() throws Exception {
        imagekit.largestFile(4);

        assertThat(client.upload("a.png", BYTES, PLAIN).statusCode()).isEqualTo(400);
        assertThat(client.upload("a.png", new byte[0], PLAIN).statusCode()).isEqualTo(400);
        assertThat(imagekit.files()).isEmpty();
    }

    @Test
    void keeps_tags_and_privacy() throws Exception {
        client.upload("a.png", BYTES, Map.of("tags", "one,two", "isPrivateFile", "true"));

        assertThat(imagekit.files())
                .singleElement()
                .satisfies(file -> assertThat(file.tags()).containsExactly("one", "two"))
                .satisfies(file -> assertThat(file.isPrivate()).isTrue());
    }

    @Test
    void has_stored_the_file_when_the_answer_is_lost_and_not_when_the_request_is() {
        imagekit.trouble(ImageKitOperation.UPLOAD, 1, new ImageKitTrouble.LostRequest());
        imagekit.trouble(ImageKitOperation.UPLOAD, 2, new ImageKitTrouble.LostAnswer());

        assertThatThrownBy(() -> client.upload("a.png", BYTES, PLAIN)).isInstanceOf(IOException.class);
        assertThat(imagekit.files()).isEmpty();
        assertThatThrownBy(() -> client.upload("a.png", BYTES, PLAIN)).isInstanceOf(IOException.class);
        assertThat(imagekit.files()).hasSize(1);
    }

    @Test
    void has_stored_the_file_when_half_an_answer_comes() {
        imagekit.trouble(ImageKitOperation.UPLOAD, 1, new ImageKitTrouble.HalfAnswer());

        assertThatThrownBy(() -> client.upload("a.png", BYTES, PLAIN)).isInstanceOf(IOException.class);
        assertThat(imagekit.files()).hasSize(1);
    }
}
