package dev.medialifecycle.imagekit;

import static dev.medialifecycle.imagekit.Fixture.at;
import static dev.medialifecycle.imagekit.Fixture.blob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitRequest;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeletingTest {
    private static final String NOBODY = "0123456789abcdef01234567";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void deletes_by_the_id_that_the_upload_told_without_any_search() {
        StoredBlob stored = fixture.put("u1/a.png");
        int searches = fixture.count(ImageKitOperation.SEARCH);

        assertThat(fixture.delete(stored).verdict()).isEqualTo(Verdict.DELETED);

        assertThat(fixture.imagekit.received(ImageKitOperation.DELETE))
                .extracting(ImageKitRequest::target)
                .containsExactly("/v1/files/" + stored.handle());
        assertThat(fixture.count(ImageKitOperation.SEARCH)).isEqualTo(searches);
    }

    @Test
    void deletes_a_hundred_a_request() {
        List<StoredBlob> blobs = many(250);

        assertThat(fixture.storage.delete(blobs)).extracting(Deletion::verdict).containsOnly(Verdict.DELETED);

        assertThat(fixture.count(ImageKitOperation.BULK_DELETE)).isEqualTo(3);
        assertThat(fixture.count(ImageKitOperation.DELETE)).isZero();
        assertThat(fixture.imagekit.files()).isEmpty();
    }

    @Test
    void deletes_only_the_file_at_exactly_that_path_of_three_with_one_name() {
        List.of("u1/a.png", "u2/a.png", "u1/deep/a.png").forEach(fixture::add);

        assertThat(fixture.delete(blob("u2/a.png", null)).verdict()).isEqualTo(Verdict.DELETED);

        assertThat(fixture.imagekit.files())
                .extracting(MediaFile::path)
                .containsExactly("/media/u1/a.png", "/media/u1/deep/a.png");
        assertThat(operations())
                .containsSubsequence(ImageKitOperation.SEARCH, ImageKitOperation.DELETE)
                .filteredOn(operation -> operation == ImageKitOperation.DELETE)
                .hasSize(1);
    }

    @Test
    void never_deletes_for_a_name_alone() {
        fixture.add("u1/a.png");

        Deletion deletion = fixture.delete(blob("u2/a.png", null));

        assertThat(deletion.verdict()).isEqualTo(Verdict.UNRESOLVED);
        assertThat(deletion.code()).isEqualTo(ErrorCode.DELETE_UNRESOLVED);
        assertThat(operations()).doesNotContain(ImageKitOperation.DELETE, ImageKitOperation.BULK_DELETE);
    }

    @Test
    void takes_no_folder_for_a_file_of_its_name() {
        fixture.imagekit.createFolder("/media/a.png");

        assertThat(fixture.delete(blob("a.png", null)).verdict()).isEqualTo(Verdict.ALREADY_ABSENT);
        assertThat(fixture.storage.stat(at("a.png"))).isEmpty();
    }

    @Test
    void finds_the_file_where_more_have_its_name_than_a_search_shows() {
        IntStream.range(0, 1_001).forEach(number -> fixture.add(number + "/a.png"));
        fixture.add("last/a.png");

        assertThat(fixture.delete(blob("last/a.png", null)).verdict()).isEqualTo(Verdict.DELETED);
        assertThat(fixture.imagekit.fileAt("/media/last/a.png")).isEmpty();
    }

    @Test
    void takes_what_is_not_there_for_deleted_and_says_so_in_the_log() {
        assertThat(fixture.delete(blob("gone-by-id.png", NOBODY)).verdict()).isEqualTo(Verdict.ALREADY_ABSENT);
        assertThat(fixture.delete(blob("gone-by-name.png", null)).verdict()).isEqualTo(Verdict.ALREADY_ABSENT);

        assertThat(Fixture.logged("File already deleted or not found on ImageKit: imagekit:media/gone-by-"))
                .hasSize(2)
                .allMatch(line -> line.contains("INFO"));
    }

    @Test
    void takes_a_404_for_deleted_when_somebody_else_was_faster() {
        StoredBlob stored = fixture.put("a.png");
        fixture.imagekit.trouble(
                ImageKitOperation.DELETE, 1, new ImageKitTrouble.Answer(404, "{\"message\":\"does not exist\"}"));

        assertThat(fixture.delete(stored).verdict()).isEqualTo(Verdict.ALREADY_ABSENT);
    }

    @Test
    void goes_on_after_a_search_that_failed_and_warns_once() {
        List<String> keys = List.of("w1.png", "w2.png", "w3.png", "w4.png", "w5.png");
        keys.forEach(fixture::add);
        fixture.imagekit.trouble(ImageKitOperation.SEARCH, 3, new ImageKitTrouble.Answer(500, "<html>oops"));

        List<Deletion> deletions =
                fixture.storage.delete(keys.stream().map(key -> blob(key, null)).toList());

        assertThat(deletions)
                .extracting(Deletion::verdict)
                .containsExactly(Verdict.DELETED, Verdict.DELETED, Verdict.FAILED, Verdict.DELETED, Verdict.DELETED);
        assertThat(deletions.get(2).failure()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(fixture.imagekit.files()).extracting(MediaFile::path).containsExactly("/media/w3.png");
        assertThat(Fixture.logged("1 of 5 blobs")).singleElement().asString().contains("WARN", "w3.png");
    }

    @Test
    void drops_the_ids_that_do_not_exist_and_sends_the_others_again() {
        List<StoredBlob> blobs = many(5);
        // They are in the index still, so only the bulk delete tells.
        fixture.imagekit.indexLag(Duration.ofMinutes(1));
        fixture.imagekit.delete(String.valueOf(blobs.get(1).handle()));
        fixture.imagekit.delete(String.valueOf(blobs.get(3).handle()));

        assertThat(fixture.storage.delete(blobs))
                .extracting(Deletion::verdict)
                .containsExactly(
                        Verdict.DELETED,
                        Verdict.ALREADY_ABSENT,
                        Verdict.DELETED,
                        Verdict.ALREADY_ABSENT,
                        Verdict.DELETED);
        assertThat(fixture.count(ImageKitOperation.BULK_DELETE)).isEqualTo(2);
        assertThat(fixture.imagekit.files()).isEmpty();
    }

    @Test
    void asks_one_by_one_when_a_refusal_does_not_say_which_ids_it_means() {
        List<StoredBlob> blobs = many(3);
        fixture.imagekit.trouble(
                ImageKitOperation.BULK_DELETE, 1, new ImageKitTrouble.Answer(404, "{\"message\":\"not there\"}"));

        assertThat(fixture.storage.delete(blobs)).extracting(Deletion::verdict).containsOnly(Verdict.DELETED);
        assertThat(fixture.count(ImageKitOperation.DELETE)).isEqualTo(3);
    }

    @Test
    void takes_207_for_what_it_says_of_each() {
        List<StoredBlob> blobs = many(3);
        fixture.imagekit.refuseBulkDelete(String.valueOf(blobs.get(1).handle()), "file is locked");

        List<Deletion> deletions = fixture.storage.delete(blobs);

        assertThat(deletions)
                .extracting(Deletion::verdict)
                .containsExactly(Verdict.DELETED, Verdict.FAILED, Verdict.DELETED);
        assertThat(deletions.get(1).reason()).contains("file is locked");
        assertThat(deletions.get(1).failure()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(fixture.imagekit.files())
                .extracting(MediaFile::id)
                .containsExactly(blobs.get(1).handle());
    }

    @Test
    void believes_no_success_that_is_not_said_of_the_file_itself() {
        List<StoredBlob> blobs = many(3);
        fixture.imagekit.trouble(
                ImageKitOperation.BULK_DELETE,
                1,
                new ImageKitTrouble.Answer(
                        200,
                        "{\"successfullyDeletedFileIds\":[\"" + blobs.get(0).handle() + "\"]}"));
        fixture.imagekit.trouble(ImageKitOperation.DELETE, 1, new ImageKitTrouble.Answer(500, ""));

        List<Deletion> deletions = fixture.storage.delete(blobs);

        assertThat(deletions.get(1).failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        assertThat(deletions.get(2).verdict()).isEqualTo(Verdict.DELETED);
        assertThat(fixture.imagekit.fileAt("/media/b-2")).isEmpty();
    }

    @Test
    void never_deletes_a_file_that_somebody_moved() {
        StoredBlob alone = fixture.put("a.png");
        fixture.imagekit.move(String.valueOf(alone.handle()), "/media/kept/a.png");

        assertThat(fixture.delete(alone).verdict()).isEqualTo(Verdict.UNRESOLVED);

        List<StoredBlob> blobs = many(3);
        fixture.imagekit.move(String.valueOf(blobs.get(1).handle()), "/elsewhere/b.png");
        assertThat(fixture.storage.delete(blobs))
                .extracting(Deletion::verdict)
                .containsExactly(Verdict.DELETED, Verdict.UNRESOLVED, Verdict.DELETED);
        assertThat(fixture.imagekit.files())
                .extracting(MediaFile::path)
                .containsExactly("/media/kept/a.png", "/elsewhere/b.png");
    }

    @Test
    void deletes_in_bulk_what_the_index_does_not_show_yet() {
        fixture.imagekit.indexLag(Duration.ofMinutes(1));
        List<StoredBlob> blobs = Stream.of("a", "b", "c").map(fixture::put).toList();

        assertThat(fixture.storage.delete(blobs)).extracting(Deletion::verdict).containsOnly(Verdict.DELETED);
        assertThat(fixture.count(ImageKitOperation.BULK_DELETE)).isEqualTo(1);
    }

    @Test
    void searches_by_location_for_a_handle_that_is_no_id() {
        fixture.add("a.png");
        fixture.add("b.png");

        assertThat(fixture.storage.delete(List.of(blob("a.png", "v1/of\"another\" service"), blob("b.png", "no-id"))))
                .extracting(Deletion::verdict)
                .containsOnly(Verdict.DELETED);
    }

    @Test
    void gives_each_of_two_locations_with_one_handle_a_verdict_of_its_own() {
        MediaFile file = fixture.add("a.png");

        assertThat(fixture.storage.delete(List.of(blob("a.png", file.id()), blob("b.png", file.id()))))
                .extracting(Deletion::verdict)
                .containsExactly(Verdict.DELETED, Verdict.ALREADY_ABSENT);
    }

    @Test
    void calls_nothing_absent_in_an_account_that_lacks_the_folder() {
        fixture.imagekit.deleteFolder("/media");

        for (StoredBlob blob : List.of(blob("a.png", NOBODY), blob("a.png", null))) {
            Deletion deletion = fixture.delete(blob);
            assertThat(deletion.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(deletion.code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        }
        List<Deletion> batch = fixture.storage.delete(List.of(blob("a", NOBODY), blob("b", NOBODY.replace('0', '1'))));
        assertThat(batch).extracting(Deletion::code).containsOnly(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void calls_nothing_absent_for_an_answer_that_is_no_list() {
        for (String body : List.of("{}", "<html>login</html>", "", "[{\"type\":\"file\"}]", "null")) {
            fixture.imagekit.trouble(ImageKitOperation.SEARCH, 1, new ImageKitTrouble.Answer(200, body));

            Deletion deletion = fixture.delete(blob("a.png", null));

            assertThat(deletion.verdict()).as(body).isEqualTo(Verdict.FAILED);
            assertThat(deletion.failure()).as(body).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void calls_nothing_absent_that_the_search_may_not_show_yet() {
        fixture.imagekit.indexLag(Duration.ofMinutes(4));
        fixture.add("young.png");
        StoredBlob young = new StoredBlob(at("young.png"), null, "image/png", 1, fixture.clock.instant());

        Deletion deletion = fixture.delete(young);

        assertThat(deletion.failure()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(deletion.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        fixture.clock.advance(Duration.ofMinutes(5));
        assertThat(fixture.delete(young).verdict()).isEqualTo(Verdict.DELETED);
    }

    @Test
    void knows_the_id_of_what_it_stored_itself_before_any_search_shows_it() {
        fixture.imagekit.indexLag(Duration.ofMinutes(4));
        fixture.put("own.png");

        assertThat(fixture.delete(blob("own.png", null)).verdict()).isEqualTo(Verdict.DELETED);
    }

    @Test
    void does_not_know_what_became_of_a_delete_without_an_answer() {
        for (ImageKitTrouble trouble : List.of(new ImageKitTrouble.LostAnswer(), new ImageKitTrouble.Answer(502, ""))) {
            StoredBlob stored = fixture.put("a" + fixture.imagekit.received().size());
            fixture.imagekit.trouble(ImageKitOperation.DELETE, 1, trouble);

            assertThat(fixture.delete(stored).failure()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
        List<StoredBlob> blobs = many(3);
        fixture.imagekit.trouble(ImageKitOperation.BULK_DELETE, 1, new ImageKitTrouble.HalfAnswer());
        assertThat(fixture.storage.delete(blobs)).extracting(Deletion::failure).containsOnly(ErrorKind.OUTCOME_UNKNOWN);
    }

    @Test
    void is_denied_once_for_all_and_says_why_it_may_be() {
        List<StoredBlob> blobs = new ArrayList<>(many(101));
        blobs.add(blob("c.png", null));
        blobs.add(blob("d.png", null));
        fixture.imagekit.disableAccount();
        int before = fixture.imagekit.received().size();

        List<Deletion> deletions = fixture.storage.delete(blobs);

        assertThat(deletions).extracting(Deletion::verdict).containsOnly(Verdict.DENIED);
        assertThat(deletions.get(0).code()).isEqualTo(ErrorCode.DELETE_DENIED);
        assertThat(deletions.get(0).reason()).contains("policy", "folder", "credentials");
        assertThat(fixture.imagekit.received()).hasSize(before + 1);
    }

    @Test
    void says_that_caches_may_serve_it_for_a_year_unless_they_are_purged() throws Exception {
        StoredBlob stored = fixture.put("u1/a.png");

        assertThat(fixture.delete(stored).traces())
                .containsExactly(new Trace(Trace.Kind.CACHE_EXPIRES, Duration.ofDays(365)));
        assertThat(fixture.count(ImageKitOperation.PURGE)).isZero();
    }

    @Test
    void has_every_endpoint_forget_what_it_deleted_if_the_host_wants_that() {
        ImageKitStorage purging = fixture.builder()
                .alsoAt(java.net.URI.create(fixture.imagekit.urlEndpoint() + "/named"))
                .purgeCaches()
                .open();
        StoredBlob stored = purging.put(Fixture.request("u1/a.png", "x"));

        Deletion deletion = purging.delete(List.of(stored)).get(0);

        assertThat(deletion.traces()).containsExactly(new Trace(Trace.Kind.CACHE_PURGED, null));
        assertThat(fixture.imagekit.received(ImageKitOperation.PURGE))
                .extracting(ImageKitRequest::body)
                .containsExactlyInAnyOrder(
                        "{\"url\":\"" + fixture.imagekit.urlEndpoint() + "/media/u1/a.png*\"}",
                        "{\"url\":\"" + fixture.imagekit.urlEndpoint() + "/named/media/u1/a.png*\"}");
        assertThat(operations()).containsSubsequence(ImageKitOperation.DELETE, ImageKitOperation.PURGE);
    }

    @Test
    void has_deleted_even_if_the_caches_cannot_be_told() {
        ImageKitStorage purging =
                fixture.builder().purgeCaches().cacheLife(Duration.ofDays(7)).open();
        List<StoredBlob> blobs = many(3);
        fixture.imagekit.trouble(ImageKitOperation.PURGE, 2, new ImageKitTrouble.Answer(400, "", Map.of()));

        List<Deletion> deletions = purging.delete(blobs);

        assertThat(deletions).extracting(Deletion::verdict).containsOnly(Verdict.DELETED);
        assertThat(deletions.stream().flatMap(deletion -> deletion.traces().stream()))
                .containsExactlyInAnyOrder(
                        new Trace(Trace.Kind.CACHE_PURGED, null),
                        new Trace(Trace.Kind.CACHE_EXPIRES, Duration.ofDays(7)),
                        new Trace(Trace.Kind.CACHE_EXPIRES, Duration.ofDays(7)));
        assertThat(fixture.count(ImageKitOperation.PURGE)).isEqualTo(2);
    }

    /** Files that have been there for a while, under {@code b-0}, {@code b-1} and so on. */
    private List<StoredBlob> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        number -> blob("b-" + number, fixture.add("b-" + number).id()))
                .toList();
    }

    private List<ImageKitOperation> operations() {
        return fixture.imagekit.received().stream()
                .map(ImageKitRequest::operation)
                .toList();
    }
}
