package dev.medialifecycle.imagekit;

import static dev.medialifecycle.imagekit.Fixture.at;
import static dev.medialifecycle.imagekit.Fixture.blob;
import static dev.medialifecycle.imagekit.Fixture.bytes;
import static dev.medialifecycle.imagekit.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitRequest;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is there, and its bytes, in spite of an index that lags, a cache that outlives deletes, and answers that say nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeeingTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void sees_what_it_stored_before_any_search_does() {
        fixture.imagekit.indexLag(Duration.ofMinutes(1));
        StoredBlob stored = fixture.put("a.png");

        assertThat(fixture.storage.stat(at("a.png")).map(StoredBlob::handle)).contains(stored.handle());
    }

    @Test
    void sees_no_more_what_is_deleted_though_searches_still_do() {
        MediaFile file = fixture.add("a.png");
        StoredBlob own = fixture.put("b.png");
        assertThat(fixture.storage.stat(at("a.png"))).isPresent();
        fixture.imagekit.indexLag(Duration.ofMinutes(1));
        fixture.imagekit.delete(file.id());
        fixture.imagekit.delete(String.valueOf(own.handle()));

        assertThat(fixture.storage.stat(at("a.png"))).isEmpty();
        assertThat(fixture.storage.stat(at("b.png"))).isEmpty();
    }

    @Test
    void sees_a_file_only_where_it_is_now() {
        MediaFile file = fixture.add("a.png");
        assertThat(fixture.storage.stat(at("a.png"))).isPresent();
        fixture.imagekit.indexLag(Duration.ofMinutes(1));
        fixture.imagekit.move(file.id(), "/media/b.png");

        assertThat(fixture.storage.stat(at("a.png"))).isEmpty();
    }

    @Test
    void never_asks_the_cdn_whether_something_is_there() throws IOException {
        StoredBlob stored = fixture.put("a.png");
        assertThat(status(fixture.storage.publicUrl(at("a.png")))).isEqualTo(200);
        int reads = fixture.count(ImageKitOperation.READ);

        fixture.delete(stored);

        assertThat(status(fixture.storage.publicUrl(at("a.png"))))
                .as("from the cache")
                .isEqualTo(200);
        assertThat(fixture.storage.stat(at("a.png"))).isEmpty();
        assertThat(fixture.count(ImageKitOperation.READ)).isEqualTo(reads + 1);
    }

    @Test
    void searches_for_nothing_that_no_query_can_name() {
        assertThat(fixture.storage.stat(at("a\"b.png"))).isEmpty();
        assertThat(fixture.storage.stat(at("a\\b.png"))).isEmpty();
        assertThat(fixture.delete(blob("a\" OR name = \"b.png", null)).verdict().isSuccess())
                .isTrue();
        assertThat(fixture.imagekit.received(ImageKitOperation.SEARCH))
                .extracting(ImageKitRequest::target)
                .allMatch(target -> target.contains("folder"));
    }

    @Test
    void finds_what_has_a_name_that_it_would_not_give() {
        fixture.add("caf\u00e9 1.png");

        assertThat(fixture.storage.stat(at("caf\u00e9 1.png"))).isPresent();
        assertThat(fixture.delete(blob("caf\u00e9 1.png", null)).verdict().isSuccess())
                .isTrue();
        assertThat(fixture.imagekit.files()).isEmpty();
    }

    @Test
    void calls_nothing_absent_in_an_account_that_lacks_the_folder_or_for_an_answer_that_is_no_list() {
        fixture.imagekit.trouble(ImageKitOperation.SEARCH, 1, new ImageKitTrouble.Answer(200, "{\"files\":[]}"));
        assertThat(failureOf(() -> fixture.storage.stat(at("a.png"))).kind()).isEqualTo(ErrorKind.UNAVAILABLE);

        fixture.imagekit.deleteFolder("/media");
        assertThat(failureOf(() -> fixture.storage.stat(at("a.png"))).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void believes_no_details_of_another_file() {
        fixture.put("a.png");
        fixture.imagekit.trouble(
                ImageKitOperation.DETAILS,
                1,
                new ImageKitTrouble.Answer(200, "{\"fileId\":\"other\",\"filePath\":\"/media/a.png\"}"));

        assertThat(failureOf(() -> fixture.storage.stat(at("a.png"))).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void tells_refusals_apart() {
        assertKind(401, "{\"message\":\"no key\"}", ErrorKind.DENIED, ErrorCode.STORAGE_DENIED);
        assertKind(403, "{\"message\":\"disabled\"}", ErrorKind.DENIED, ErrorCode.STORAGE_DENIED);
        assertKind(400, "{\"message\":\"bad query\"}", ErrorKind.REJECTED, ErrorCode.INVALID_LOCATION);
        assertKind(429, "{}", ErrorKind.THROTTLED, ErrorCode.STORAGE_UNAVAILABLE);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertKind(500, "", ErrorKind.UNAVAILABLE, ErrorCode.STORAGE_UNAVAILABLE);
        assertKind(503, "<html>", ErrorKind.UNAVAILABLE, ErrorCode.STORAGE_UNAVAILABLE);
        assertKind(301, "", ErrorKind.UNAVAILABLE, ErrorCode.STORAGE_UNAVAILABLE);
    }

    private void assertKind(int status, String body, ErrorKind kind, ErrorCode code) {
        fixture.imagekit.trouble(ImageKitOperation.SEARCH, 1, new ImageKitTrouble.Answer(status, body));
        assertThat(failureOf(() -> fixture.storage.stat(at("a.png"))))
                .satisfies(
                        failure -> assertThat(failure.kind()).as("%s", status).isEqualTo(kind))
                .satisfies(
                        failure -> assertThat(failure.code()).as("%s", status).isEqualTo(code));
    }

    @Test
    void reads_images_as_they_were_uploaded_and_not_as_they_are_optimised() throws IOException {
        fixture.imagekit.add("/media/a.png", bytes("0123456789"));

        assertThat(read("a.png", ByteRange.all())).isEqualTo("0123456789");
        assertThat(read("a.png", new ByteRange(2, 3))).isEqualTo("234");
    }

    @Test
    void reads_private_files_and_under_restricted_urls() throws IOException {
        fixture.imagekit.addPrivate("/media/a.png", bytes("0123456789"));
        fixture.imagekit.restrictUnsigned();

        assertThat(read("a.png", ByteRange.from(8))).isEqualTo("89");
    }

    @Test
    void makes_urls_that_show_a_private_file_until_they_expire() throws IOException {
        fixture.imagekit.addPrivate("/media/u 1/a.txt", bytes("0123456789"));
        URI url = fixture.storage.signedUrl(at("u 1/a.txt"), Duration.ofMinutes(5));

        assertThat(status(fixture.storage.publicUrl(at("u 1/a.txt")))).isEqualTo(401);
        fixture.clock.advance(Duration.ofSeconds(301));
        assertThat(status(url)).isEqualTo(401);
        fixture.clock.advance(Duration.ofSeconds(-2));
        assertThat(status(url)).isEqualTo(200);
        assertThat(status(URI.create(url.toString().replace("a.txt", "b.txt")))).isEqualTo(401);
    }

    @Test
    void reads_a_range_from_whoever_sends_the_whole() throws IOException {
        fixture.imagekit.add("/media/a.txt", bytes("0123456789"));
        fixture.imagekit.ignoreRanges();

        assertThat(read("a.txt", new ByteRange(2, 3))).isEqualTo("234");
        assertThat(read("a.txt", ByteRange.from(12))).isEmpty();
        assertThat(read("a.txt", new ByteRange(2, 0))).isEmpty();
        assertThat(read("a.txt", new ByteRange(8, Long.MAX_VALUE - 1))).isEqualTo("89");
    }

    @Test
    void reads_anew_each_time_so_that_a_deleted_blob_is_not_read_from_a_cache() throws IOException {
        StoredBlob stored = fixture.put("a.png");
        assertThat(read("a.png", ByteRange.all())).isEqualTo("x");
        fixture.delete(stored);
        fixture.clock.advance(Duration.ofSeconds(1));

        assertThat(failureOf(() -> read("a.png", ByteRange.all())).code()).isEqualTo(ErrorCode.BLOB_NOT_FOUND);
    }

    @Test
    void notices_bytes_that_break_off() {
        fixture.imagekit.add("/media/a.txt", bytes("0123456789"));
        fixture.imagekit.trouble(ImageKitOperation.READ, 1, new ImageKitTrouble.HalfAnswer());

        assertThatThrownBy(() -> read("a.txt", ByteRange.all())).isInstanceOf(IOException.class);
    }

    @Test
    void takes_no_part_for_another() {
        fixture.imagekit.trouble(
                ImageKitOperation.READ,
                1,
                new ImageKitTrouble.Answer(206, "xyz", Map.of("Content-Range", "bytes 5-7/10", "Content-Length", "3")));

        assertThat(failureOf(() -> read("a.txt", new ByteRange(2, 3))).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void shows_no_key_and_no_signature_in_any_message() {
        fixture.imagekit.trouble(
                ImageKitOperation.SEARCH,
                1,
                new ImageKitTrouble.Answer(
                        403, "{\"message\":\"key " + fixture.imagekit.privateKey() + " is unknown\"}"));
        fixture.imagekit.trouble(
                ImageKitOperation.READ, 1, new ImageKitTrouble.Answer(401, "{\"message\":\"no http://x/?ik-s=1\"}"));

        for (Throwable failure : List.of(
                failureOf(() -> fixture.storage.stat(at("a.png"))), failureOf(() -> read("a.png", ByteRange.all())))) {
            assertThat(failure.toString()).doesNotContain(fixture.imagekit.privateKey(), "ik-s", "ik-t", "?");
        }
        assertThat(fixture.storage.toString()).doesNotContain(fixture.imagekit.privateKey());
    }

    private String read(String key, ByteRange range) throws IOException {
        try (InputStream bytes = fixture.storage.open(at(key), range)) {
            return new String(bytes.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static int status(URI url) throws IOException {
        return ((HttpURLConnection) url.toURL().openConnection()).getResponseCode();
    }
}
