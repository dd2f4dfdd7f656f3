package dev.medialifecycle.testkit;

import static dev.medialifecycle.blob.Deletion.Verdict.ALREADY_ABSENT;
import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One true verdict for each blob, in the order asked, whatever happens to the others. */
abstract class DeleteGroup extends ContractGroup {
    private static final int DELETERS = 50;

    DeleteGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void deletes_a_blob_and_then_finds_it_absent() {
        StoredBlob blob = work().put("a", SeededRandom.utf8("x"));

        assertThat(verdicts(List.of(blob))).containsExactly(DELETED);
        assertThat(provider().stat(blob.location())).isEmpty();
        assertThat(verdicts(List.of(blob))).containsExactly(contract().verdictOnAbsent());
    }

    @Test
    void deletes_a_blob_that_is_known_by_its_location_only() {
        StoredBlob blob = work().put("a", SeededRandom.utf8("x"));

        assertThat(verdicts(List.of(Workspace.unseen(blob.location())))).containsExactly(DELETED);
        assertThat(provider().stat(blob.location())).isEmpty();
    }

    @Test
    void lists_a_deleted_blob_no_more() {
        assume(Capability.LIST);
        StoredBlob blob = work().put("gone", SeededRandom.utf8("x"));
        work().put("stays", SeededRandom.utf8("x"));

        verdicts(List.of(blob));

        assertThat(work().list("")).containsExactly("stays");
    }

    @Test
    void answers_an_empty_batch_with_no_verdicts() {
        assertThat(provider().delete(List.of())).isEmpty();
    }

    @Test
    void answers_in_the_order_asked() {
        work().put("b", SeededRandom.utf8("x"));
        work().put("d", SeededRandom.utf8("x"));
        List<StoredBlob> asked = List.of(unseen("d"), unseen("c"), unseen("b"), unseen("a"));

        List<Deletion> verdicts = provider().delete(asked);

        assertThat(verdicts).extracting(Deletion::location).containsExactlyElementsOf(locations(asked));
        assertThat(verdicts)
                .extracting(Deletion::verdict)
                .containsExactly(
                        DELETED,
                        contract().verdictOnAbsent(),
                        DELETED,
                        contract().verdictOnAbsent());
    }

    @Test
    void answers_twice_for_a_blob_that_is_asked_twice() {
        StoredBlob blob = work().put("a", SeededRandom.utf8("x"));

        List<Deletion> verdicts = provider().delete(List.of(blob, blob));

        assertThat(verdicts).hasSize(2).allMatch(deletion -> deletion.verdict().isSuccess());
        assertThat(provider().stat(blob.location())).isEmpty();
    }

    @Test
    void goes_on_after_a_blob_that_cannot_be_deleted() {
        StoredBlob first = work().put("first", SeededRandom.utf8("x"));
        StoredBlob last = work().put("last", SeededRandom.utf8("x"));
        List<StoredBlob> asked = List.of(first, Workspace.unseen(missing("a")), Workspace.unseen(elsewhere("a")), last);

        List<Deletion> verdicts = provider().delete(asked);

        assertThat(verdicts).extracting(Deletion::location).containsExactlyElementsOf(locations(asked));
        assertThat(verdicts.get(0).verdict()).isEqualTo(DELETED);
        assertThat(verdicts.get(1).verdict().isSuccess())
                .as("a missing bucket proves nothing")
                .isFalse();
        assertThat(verdicts.get(2).verdict().isSuccess())
                .as("another provider's blob")
                .isFalse();
        assertThat(verdicts.get(3).verdict()).isEqualTo(DELETED);
        assertThat(provider().stat(last.location())).isEmpty();
    }

    @Test
    void says_why_with_every_verdict_and_what_stays_with_successes_only() {
        StoredBlob blob = work().put("a", SeededRandom.utf8("x"));
        List<StoredBlob> asked =
                List.of(blob, unseen("absent"), Workspace.unseen(missing("a")), Workspace.unseen(elsewhere("a")));

        assertThat(provider().delete(asked)).allSatisfy(DeleteGroup::assertWellFormed);
        assertThat(provider().delete(List.of(blob))).allSatisfy(DeleteGroup::assertWellFormed);
    }

    @Test
    void never_succeeds_in_a_configured_bucket_that_does_not_exist() {
        try (StorageProvider lost = orSkip(contract().openOnMissingBucket(), "openOnMissingBucket")) {
            BlobLocation location = new BlobLocation(lost.name(), contract().missingBucket(), "a");

            List<Deletion> verdicts = lost.delete(List.of(Workspace.unseen(location)));

            assertThat(verdicts).hasSize(1).allSatisfy(DeleteGroup::assertWellFormed);
            assertThat(verdicts).noneMatch(deletion -> deletion.verdict().isSuccess());
        }
    }

    @Test
    void tells_the_truth_about_a_blob_whose_handle_does_not_fit() {
        assume(Capability.HANDLES);
        StoredBlob first = work().put("first", SeededRandom.utf8("x"));
        StoredBlob second = work().put("second", SeededRandom.utf8("x"));
        List<StoredBlob> asked = List.of(
                HandleGroup.withHandle(first, second.handle()), HandleGroup.withHandle(second, "no-such-handle"));

        assertThat(provider().delete(asked)).hasSize(2).allSatisfy(deletion -> {
            assertWellFormed(deletion);
            assertThat(deletion.verdict().isSuccess() && oracle().exists(deletion.location()))
                    .as("still there after %s", deletion)
                    .isFalse();
        });
    }

    @Test
    void leaves_blobs_with_similar_keys_alone() {
        StoredBlob blob = work().put("photo", SeededRandom.utf8("x"));
        List<String> neighbours = List.of("photo2", "photo.png", "phot", "other/photo", "Photo");
        work().putAll(neighbours);

        assertThat(verdicts(List.of(blob))).containsExactly(DELETED);

        assertThat(neighbours).allMatch(key -> provider().stat(work().at(key)).isPresent(), "is still there");
    }

    @Test
    void deletes_batches_of_every_size_around_what_one_request_takes() {
        int limit = contract().deleteLimit();
        for (int size : List.of(1, limit, limit + 1)) {
            List<StoredBlob> blobs = work().putAll(keys(size));

            List<Deletion> verdicts = provider().delete(blobs);

            assertThat(verdicts).extracting(Deletion::location).containsExactlyElementsOf(locations(blobs));
            assertThat(verdicts).allMatch(deletion -> deletion.verdict() == DELETED);
            assertThat(oracle().exists(blobs.get(0).location())).isFalse();
            assertThat(oracle().exists(blobs.get(size - 1).location())).isFalse();
        }
    }

    @Test
    void answers_for_a_blob_that_is_asked_in_two_requests() {
        StoredBlob blob = work().put("a", SeededRandom.utf8("x"));
        List<StoredBlob> asked = new ArrayList<>(List.of(blob));
        IntStream.range(0, contract().deleteLimit())
                .mapToObj(number -> unseen("absent/" + number))
                .forEach(asked::add);
        asked.add(blob);

        List<Deletion> verdicts = provider().delete(asked);

        assertThat(verdicts).extracting(Deletion::location).containsExactlyElementsOf(locations(asked));
        assertThat(verdicts).allMatch(deletion -> deletion.verdict().isSuccess());
        assertThat(verdicts.get(0).verdict()).isEqualTo(DELETED);
        assertThat(oracle().exists(blob.location())).isFalse();
    }

    @Test
    void really_deletes_what_it_says_that_it_deleted() {
        List<StoredBlob> blobs = work().putAll(keys(20));

        assertThat(verdicts(blobs)).containsOnly(DELETED);

        assertThat(blobs).noneMatch(blob -> oracle().exists(blob.location()), "is still there, past the provider");
    }

    @Test
    void leaves_nothing_in_its_place_after_a_busy_life() {
        List<String> before = oracle().keys(contract().bucket(), work().prefix());
        assertThat(before).isEmpty();
        List<StoredBlob> blobs = work().putAll(List.of("a", "b/c", "b/d", "b/e/f", "b/e/g", "h/i/j/k/l", "m"));

        assertThat(verdicts(blobs)).containsOnly(DELETED);

        assertThat(oracle().keys(contract().bucket(), work().prefix()))
                .as("left behind")
                .isEmpty();
        assume(Capability.LIST);
        assertThat(work().list("")).as("listed").isEmpty();
    }

    @Test
    void answers_for_every_blob_of_a_large_mixed_batch() {
        List<StoredBlob> asked = new ArrayList<>(work().putAll(keys(contract().many() - 100)));
        IntStream.range(0, 100).mapToObj(number -> unseen("absent/" + number)).forEach(asked::add);
        Collections.shuffle(asked, new Random(11));

        List<Deletion> verdicts = provider().delete(asked);

        assertThat(verdicts).extracting(Deletion::location).containsExactlyElementsOf(locations(asked));
        assertThat(verdicts).allMatch(deletion -> deletion.verdict() == expected(deletion.location()), "is true");
        assertThat(locations(asked))
                .allMatch(location -> provider().stat(location).isEmpty(), "is gone");
    }

    @Test
    void tells_exactly_one_of_many_deleters_that_it_was_the_one() {
        StoredBlob blob = work().put("a", SeededRandom.utf8("x"));

        List<Deletion.Verdict> verdicts = Race.run(
                DELETERS, runner -> provider().delete(List.of(blob)).get(0).verdict());

        assertThat(verdicts).allMatch(Deletion.Verdict::isSuccess);
        if (contract().verdictOnAbsent() == ALREADY_ABSENT) {
            assertThat(verdicts).filteredOn(verdict -> verdict == DELETED).hasSize(1);
        }
        assertThat(provider().stat(blob.location())).isEmpty();
    }

    /** A verdict holds what {@link Deletion} says that it holds, and nothing that belongs to another verdict. */
    static void assertWellFormed(Deletion deletion) {
        boolean isFailed = deletion.verdict() == Deletion.Verdict.FAILED;
        assertThat(deletion.failure() != null)
                .as("a kind of failure in %s", deletion)
                .isEqualTo(isFailed);
        boolean isDeleted = deletion.verdict() == DELETED;
        assertThat(deletion.code() == null).as("no code in %s", deletion).isEqualTo(isDeleted);
        assertThat(deletion.reason() == null).as("no reason in %s", deletion).isEqualTo(isDeleted);
        if (!isDeleted) {
            assertThat(deletion.reason()).as("reason in %s", deletion).isNotBlank();
        }
        if (deletion.verdict().isSuccess()) {
            assertThat(deletion.retryAfter()).as("a wait in %s", deletion).isNull();
        } else {
            assertThat(deletion.traces()).as("traces in %s", deletion).isEmpty();
            assertThat(deletion.code()).as("code in %s", deletion).isNotEqualTo(ErrorCode.BLOB_NOT_FOUND);
        }
    }

    private Deletion.Verdict expected(BlobLocation location) {
        return location.key().contains("absent/") ? contract().verdictOnAbsent() : DELETED;
    }

    private List<Deletion.Verdict> verdicts(List<StoredBlob> blobs) {
        return provider().delete(blobs).stream().map(Deletion::verdict).toList();
    }

    private StoredBlob unseen(String key) {
        return Workspace.unseen(work().at(key));
    }

    private static List<BlobLocation> locations(List<StoredBlob> blobs) {
        return blobs.stream().map(StoredBlob::location).toList();
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(number -> "present/" + number).toList();
    }
}
