package dev.medialifecycle.imagekit;

import static dev.medialifecycle.imagekit.Fixture.at;
import static dev.medialifecycle.imagekit.Fixture.failureOf;
import static dev.medialifecycle.imagekit.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PuttingTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void tells_the_file_id_as_handle() {
        StoredBlob stored = fixture.put("u1/cat.png");

        assertThat(fixture.imagekit.fileAt("/media/u1/cat.png").map(MediaFile::id))
                .contains(stored.handle());
        assertThat(stored.modifiedAt()).isEqualTo(fixture.clock.instant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.png",
                "caf\u00e9.png",
                "a+b.png",
                "a%20b.png",
                "a@b.png",
                "a(1).png",
                "u.1/a.png",
                "u 1/a.png",
                "\u65e5\u672c/a.png",
                "tr:w-1/a.png",
                "u1/a.mp4/ik-thumbnail.jpg"
            })
    void refuses_a_name_that_would_be_changed_before_anything_is_sent(String key) {
        MediaLifecycleException refusal = failureOf(() -> fixture.put(key));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_LOCATION);
        assertThat(fixture.imagekit.received()).isEmpty();
    }

    @Test
    void removes_what_was_stored_under_another_name_and_says_so() {
        MediaFile renamed = fixture.add("u1/cat_x7.png");
        answerUpload(200, renamed.id(), "/media/u1/cat_x7.png", 1);

        MediaLifecycleException failure = failureOf(() -> fixture.put("u1/cat.png"));

        assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_LIES);
        assertThat(failure.kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(failure).hasMessageContaining("removed again");
        assertThat(fixture.imagekit.files()).isEmpty();
    }

    @Test
    void says_where_it_lies_if_it_cannot_be_removed() {
        MediaFile renamed = fixture.add("u1/cat_x7.png");
        answerUpload(200, renamed.id(), "/media/u1/cat_x7.png", 1);
        fixture.imagekit.trouble(ImageKitOperation.DELETE, 1, new ImageKitTrouble.Answer(500, ""));

        assertThat(failureOf(() -> fixture.put("u1/cat.png")))
                .hasMessageContaining("could not be removed", "/media/u1/cat_x7.png");
    }

    @Test
    void removes_what_was_stored_with_another_size() {
        MediaFile cut = fixture.add("u1/cat.png");
        answerUpload(200, cut.id(), "/media/u1/cat.png", 99);

        assertThat(failureOf(() -> fixture.put("u1/cat.png")).code()).isEqualTo(ErrorCode.STORAGE_LIES);
        assertThat(fixture.imagekit.files()).isEmpty();
    }

    @Test
    void knows_a_taken_key_by_what_is_there_and_not_by_words() {
        fixture.put("a.png");

        MediaLifecycleException refusal = failureOf(() -> fixture.put("a.png"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_TAKEN);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFLICT);

        fixture.imagekit.trouble(
                ImageKitOperation.UPLOAD, 1, new ImageKitTrouble.Answer(400, "{\"message\":\"no exe files\"}"));
        assertThat(failureOf(() -> fixture.put("b.png")))
                .hasMessageContaining("no exe files")
                .extracting(MediaLifecycleException::kind)
                .isEqualTo(ErrorKind.REJECTED);
    }

    @Test
    void knows_a_taken_key_before_any_search_shows_it() {
        fixture.imagekit.indexLag(Duration.ofMinutes(1));
        fixture.put("a.png");

        assertThat(failureOf(() -> fixture.put("a.png")).code()).isEqualTo(ErrorCode.KEY_TAKEN);
    }

    @Test
    void does_not_know_what_became_of_an_upload_without_a_whole_answer() {
        for (ImageKitTrouble trouble : List.of(
                new ImageKitTrouble.LostAnswer(),
                new ImageKitTrouble.HalfAnswer(),
                new ImageKitTrouble.Answer(500, ""),
                new ImageKitTrouble.Answer(202, "{\"transformationStatus\":\"PENDING\"}"),
                new ImageKitTrouble.Answer(200, "<html>"),
                new ImageKitTrouble.Answer(200, "{\"fileId\":\"1\"}"))) {
            fixture.imagekit.trouble(ImageKitOperation.UPLOAD, 1, trouble);

            MediaLifecycleException failure = failureOf(
                    () -> fixture.put("a-" + fixture.imagekit.received().size() + ".png"));

            assertThat(failure.kind()).as("%s", trouble).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void stores_nothing_where_the_folder_is_missing_though_imagekit_would_make_one() {
        fixture.imagekit.deleteFolder("/media");

        assertThat(failureOf(() -> fixture.put("a.png")).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(fixture.count(ImageKitOperation.UPLOAD)).isZero();
    }

    @Test
    void looks_for_the_folder_once_a_minute() {
        fixture.put("a.png");
        fixture.put("b.png");
        assertThat(fixture.count(ImageKitOperation.SEARCH)).isEqualTo(1);

        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.put("c.png");
        assertThat(fixture.count(ImageKitOperation.SEARCH)).isEqualTo(2);
    }

    @Test
    void refuses_a_blob_of_no_bytes_before_anything_is_sent() {
        assertThat(failureOf(() -> fixture.storage.put(request("a.png", ""))).kind())
                .isEqualTo(ErrorKind.REJECTED);
        assertThat(fixture.count(ImageKitOperation.UPLOAD)).isZero();
    }

    @Test
    void refuses_what_is_too_large_for_the_account() {
        fixture.imagekit.largestFile(3);

        assertThat(failureOf(() -> fixture.storage.put(request("a.png", "four")))
                        .kind())
                .isEqualTo(ErrorKind.REJECTED);
    }

    @Test
    void remembers_a_type_that_imagekit_does_not_find_out_by_itself() {
        fixture.storage.put(typed("a.png", "image/png"));
        fixture.storage.put(typed("b", "image/png"));
        fixture.storage.put(typed("c", "text/plain\r\nX: injected"));

        assertThat(fixture.imagekit.fileAt("/media/a.png").orElseThrow().tags()).isEmpty();
        assertThat(fixture.imagekit.fileAt("/media/b").orElseThrow().tags()).containsExactly("content-type:image/png");
        assertThat(fixture.storage.stat(at("a.png")).orElseThrow().contentType())
                .isEqualTo("image/png");
        assertThat(fixture.storage.stat(at("b")).orElseThrow().contentType()).isEqualTo("image/png");
        assertThat(fixture.storage.stat(at("c")).orElseThrow().contentType()).isEqualTo("application/octet-stream");
        assertThat(ContentTypes.writable("text/plain\r\nX: injected")).isEqualTo("application/octet-stream");
        assertThat(ContentTypes.writable("text/plain; charset=utf-8")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void stores_private_files_if_the_host_wants_that() {
        fixture.builder().privateFiles().open().put(request("a.png", "x"));

        assertThat(fixture.imagekit.files())
                .singleElement()
                .extracting(MediaFile::isPrivate)
                .isEqualTo(true);
    }

    private static PutRequest typed(String key, String contentType) {
        return new PutRequest(at(key), request(key, "x").source(), contentType);
    }

    private void answerUpload(int status, String id, String path, long size) {
        fixture.imagekit.trouble(
                ImageKitOperation.UPLOAD,
                1,
                new ImageKitTrouble.Answer(
                        status, "{\"fileId\":\"" + id + "\",\"filePath\":\"" + path + "\",\"size\":" + size + "}"));
    }
}
