package dev.medialifecycle.testkit;

import static dev.medialifecycle.blob.Deletion.Verdict.ALREADY_ABSENT;
import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
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
    void leaves_blobs_with_similar_keys_alone() {
        StoredBlob blob = work().put("photo", SeededRandom.utf8("x"));
        List<String> neighbours = List.of("photo2", "photo.png", "phot", "other/photo", "Photo");
        work().putAll(neighbours);

        assertThat(verdicts(List.of(blob))).containsExactly(DELETED);

        assertThat(neighbours).allMatch(key -> provider().stat(work().at(key)).isPresent(), "is still there");
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
