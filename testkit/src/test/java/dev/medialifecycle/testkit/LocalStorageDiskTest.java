package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk adds to the contract: links, leftovers, names, and directories that come and go. */
class LocalStorageDiskTest {
    private static final byte[] SECRET = SeededRandom.utf8("top secret");

    @TempDir
    Path root;

    @TempDir
    Path outside;

    private final ManualClock clock = ManualClock.at("2026-11-01T00:00:00Z");
    private LocalStorage storage;

    @BeforeEach
    void open() {
        storage = LocalStorage.at("local", root).bucket("media").clock(clock).open();
    }

    @Test
    void refuses_a_symbolic_link_in_the_place_of_a_blob() throws IOException {
        Path file = Files.write(outside.resolve("passwd"), SECRET);
        Files.createSymbolicLink(bucket().resolve("link"), file);

        refusesAll(at("link"));
        assertThat(kindOf(() -> storage.list("media", "", null))).isEqualTo(ErrorKind.DENIED);
        assertThat(file).hasBinaryContent(SECRET);
    }

    @Test
    void refuses_a_symbolic_link_in_the_place_of_a_directory() throws IOException {
        Path file = Files.write(outside.resolve("passwd"), SECRET);
        Files.createSymbolicLink(bucket().resolve("dir="), outside);

        refusesAll(at("dir/passwd"));
        assertThat(kindOf(() -> storage.list("media", "", null))).isEqualTo(ErrorKind.DENIED);
        assertThat(kindOf(() -> storage.list("media", "dir/", null))).isEqualTo(ErrorKind.DENIED);
        assertThat(kindOf(() -> storage.list("media", "dir/p", null))).isEqualTo(ErrorKind.DENIED);
        assertThat(file).hasBinaryContent(SECRET);
        assertThat(kindOf(() -> put("dir/new"))).isEqualTo(ErrorKind.DENIED);
        assertThat(outside).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**new");
    }

    @Test
    void refuses_a_symbolic_link_to_another_blob_of_its_own() throws IOException {
        put("real");
        Files.createSymbolicLink(bucket().resolve("alias"), bucket().resolve("real"));

        refusesAll(at("alias"));
        assertThat(storage.stat(at("real"))).isPresent();
    }

    @Test
    void refuses_a_bucket_that_is_a_symbolic_link() throws IOException {
        Files.delete(bucket());
        Files.createSymbolicLink(bucket(), outside);

        assertThat(codeOf(() -> put("a"))).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refuses_keys_and_prefixes_that_climb_out() throws IOException {
        Files.write(root.resolve("x"), SECRET);

        assertThat(codeOf(() -> at("../x"))).isEqualTo(ErrorCode.INVALID_LOCATION);
        assertThat(codeOf(() -> at("a/../../x"))).isEqualTo(ErrorCode.INVALID_LOCATION);
        for (String prefix : List.of("../", "../x", "a/../../", "./", "/", "//", "/etc/")) {
            assertThat(storage.list("media", prefix, null).blobs()).as(prefix).isEmpty();
        }
    }

    @Test
    void never_lists_what_a_crash_left_behind() throws IOException {
        Files.write(root.resolve(".medialifecycle/tmp/media/put123.tmp"), SECRET);
        Files.write(bucket().resolve(".hidden"), SECRET);
        Files.write(bucket().resolve("Not Ours"), SECRET);
        Files.write(bucket().resolve("%zz"), SECRET);
        Files.write(bucket().resolve("%2e%2e"), SECRET);
        Files.write(bucket().resolve("%2fetc%2fpasswd"), SECRET);
        put("a");

        assertThat(storage.list("media", "", null).blobs())
                .extracting(StoredBlob::location)
                .containsExactly(at("a"));
    }

    @Test
    void removes_leftovers_of_a_day_ago_when_opened_and_no_younger_ones() throws IOException {
        Path old = Files.write(root.resolve(".medialifecycle/tmp/media/old.tmp"), SECRET);
        Path young = Files.write(root.resolve(".medialifecycle/tmp/media/young.tmp"), SECRET);
        Instant now = Files.getLastModifiedTime(young).toInstant();
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofHours(23))));

        open();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void aborts_what_is_unfinished_in_one_bucket_only() throws IOException {
        LocalStorage two =
                LocalStorage.at("local", root).bucket("media").bucket("other").open();
        Path half = Files.write(root.resolve(".medialifecycle/tmp/media/half.tmp"), SECRET);
        Path other = Files.write(root.resolve(".medialifecycle/tmp/other/half.tmp"), SECRET);
        Instant later = Files.getLastModifiedTime(other).toInstant().plusSeconds(1);

        assertThat(two.abortUnfinished("media", later)).isEqualTo(1);

        assertThat(half).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void finds_its_directories_when_it_looks_at_itself_and_says_which_is_missing() throws IOException {
        assertThat(storage.diagnose())
                .extracting(Finding::subject, Finding::status)
                .containsExactly(
                        tuple("local:media", Status.OK),
                        tuple("local work", Status.OK),
                        tuple("local create-only put", Status.OK));

        Files.delete(bucket());

        assertThat(storage.diagnose().get(0).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void leaves_no_file_behind_after_a_broken_put() throws IOException {
        List<Path> before = files();

        assertThat(catchThrowable(() -> storage.put(
                        new PutRequest(at("deep/er/a"), TestSource.breaking(new byte[300_000]), "image/png"))))
                .isInstanceOf(MediaLifecycleException.class);

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void leaves_no_file_behind_after_a_delete() throws IOException {
        List<Path> before = files();
        StoredBlob blob = put("deep/er/a");
        assertThat(files()).hasSizeGreaterThan(before.size());

        assertThat(storage.delete(List.of(blob))).containsExactly(Deletion.deleted(blob.location()));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void keeps_a_blob_while_directories_beside_it_come_and_go() {
        List<StoredBlob> kept = Race.run(4, runner -> {
            StoredBlob last = put("shared/" + runner + "/0");
            for (int round = 1; round < 150; round++) {
                StoredBlob next = put("shared/" + runner % 2 + "/" + runner + "-" + round);
                assertThat(storage.delete(List.of(last)).get(0).verdict()).isEqualTo(Deletion.Verdict.DELETED);
                last = next;
            }
            return last;
        });

        assertThat(kept).allMatch(blob -> storage.stat(blob.location()).equals(Optional.of(blob)));
        assertThat(storage.list("media", "", null).blobs()).hasSameElementsAs(kept);
    }

    @Test
    void always_shows_a_blob_with_its_content_type_while_it_comes_and_goes() {
        Race.run(4, runner -> {
            for (int round = 0; round < 200; round++) {
                if (runner == 0) {
                    storage.delete(List.of(put("flicker")));
                } else {
                    storage.stat(at("flicker"))
                            .ifPresent(blob -> assertThat(blob.contentType()).isEqualTo("text/plain"));
                }
            }
            return runner;
        });
    }

    @Test
    void gives_every_key_a_name_that_no_file_system_folds_into_another() throws IOException {
        Stream.of("A/a.PNG", "a/A.png", "con", "x/nul.txt", "dots..", "\u00c4", "A", "a")
                .forEach(this::put);

        List<String> names =
                files().stream().map(path -> root.relativize(path).toString()).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9%._=/-]+"));
        assertThat(storage.list("media", "", null).blobs()).hasSize(8);
    }

    @Test
    void dates_a_blob_by_the_clock_that_it_was_given() {
        clock.set(Instant.parse("2026-11-05T06:07:08Z"));

        assertThat(put("a").modifiedAt()).isEqualTo(clock.instant());
        assertThat(storage.stat(at("a")).orElseThrow().modifiedAt()).isEqualTo(clock.instant());
        assertThat(storage.list("media", "", null).blobs().get(0).modifiedAt()).isEqualTo(clock.instant());
    }

    @Test
    void knows_a_file_that_came_by_another_way_as_unknown_bytes() throws IOException {
        Files.write(bucket().resolve("copied"), SECRET);

        assertThat(storage.stat(at("copied")).orElseThrow().contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void throws_when_a_file_has_become_shorter_while_it_is_read() throws IOException {
        storage.put(new PutRequest(at("a"), TestSource.of(new byte[300_000]), "image/png"));
        try (var bytes = storage.open(at("a"), ByteRange.all())) {
            bytes.readNBytes(10);
            Files.write(bucket().resolve("a"), new byte[20]);

            assertThat(catchThrowable(bytes::readAllBytes)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void lists_long_names_in_order_among_short_ones() {
        String longName = "n".repeat(300);
        List<String> keys = IntStream.range(0, 30)
                .mapToObj(number -> switch (number % 3) {
                    case 0 -> longName + "-" + number;
                    case 1 -> longName + "/" + number;
                    default -> longName.substring(0, 200) + number;
                })
                .toList();
        keys.forEach(this::put);

        assertThat(storage.list("media", "", null).blobs())
                .extracting(blob -> blob.location().key())
                .containsExactlyElementsOf(
                        keys.stream().sorted(BlobLocation.KEY_ORDER).toList());
        assertThat(storage.list("media", longName + "-", null).blobs()).hasSize(10);
    }

    private void refusesAll(BlobLocation location) {
        assertThat(kindOf(() -> storage.stat(location))).as("stat").isEqualTo(ErrorKind.DENIED);
        assertThat(kindOf(() -> storage.open(location, ByteRange.all())))
                .as("open")
                .isEqualTo(ErrorKind.DENIED);
        assertThat(kindOf(() -> put(location.key()))).as("put").isEqualTo(ErrorKind.DENIED);
        assertThat(storage.delete(List.of(Workspace.unseen(location))))
                .extracting(Deletion::verdict)
                .as("delete")
                .containsExactly(Deletion.Verdict.DENIED);
    }

    private Path bucket() {
        return root.resolve("media");
    }

    private StoredBlob put(String key) {
        return storage.put(new PutRequest(at(key), TestSource.of(SeededRandom.utf8("x")), "text/plain"));
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("local", "media", key);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root)).sorted().toList();
        }
    }

    private static ErrorKind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(MediaLifecycleException.class, call).kind();
    }

    private static ErrorCode codeOf(ThrowingCallable call) {
        return catchThrowableOfType(MediaLifecycleException.class, call).code();
    }
}
