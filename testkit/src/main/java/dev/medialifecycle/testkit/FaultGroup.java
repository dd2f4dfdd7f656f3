package dev.medialifecycle.testkit;

import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static dev.medialifecycle.testkit.ServiceFaults.Trouble.ANSWERS_LOST;
import static dev.medialifecycle.testkit.ServiceFaults.Trouble.DOWN;
import static dev.medialifecycle.testkit.ServiceFaults.Trouble.KEEPS_ONE;
import static dev.medialifecycle.testkit.ServiceFaults.Trouble.REQUESTS_LOST;
import static dev.medialifecycle.testkit.ServiceFaults.Trouble.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.ServiceFaults.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a service fails nothing is said that is not so, and when it is well again the same calls come to an end. */
abstract class FaultGroup extends ContractGroup {
    private static final byte[] BYTES = SeededRandom.of(31).bytes(50_000);

    private @Nullable ServiceFaults faults;

    FaultGroup(StorageProviderContract contract) {
        super(contract);
    }

    @BeforeEach
    void needsFaults() {
        faults = orSkip(contract().faults(), "faults");
    }

    @AfterEach
    void endFaults() {
        if (faults != null) {
            faults.end();
        }
    }

    @Test
    void never_takes_trouble_for_absence() {
        StoredBlob blob = work().put("a", BYTES);
        for (Trouble trouble : List.of(ANSWERS_LOST, REQUESTS_LOST, DOWN, THROTTLED)) {
            during(trouble, () -> {
                assertRetryable(trouble, refusalOf(() -> provider().stat(blob.location())));
                assertRetryable(trouble, refusalOf(() -> readAll(blob.location())));
            });
            assertThat(provider().stat(blob.location())).as("after %s", trouble).isPresent();
        }
    }

    @Test
    void never_takes_trouble_for_the_end_of_a_listing() {
        assume(Capability.LIST);
        work().put("a", BYTES);
        for (Trouble trouble : List.of(ANSWERS_LOST, REQUESTS_LOST, DOWN, THROTTLED)) {
            during(trouble, () -> assertRetryable(trouble, refusalOf(() -> work().list(""))));
            assertThat(work().list("")).as("after %s", trouble).containsExactly("a");
        }
    }

    @Test
    void says_of_a_put_whose_answer_was_lost_that_nobody_knows() {
        assumePossible(ANSWERS_LOST);
        during(
                ANSWERS_LOST,
                () -> assertThat(outcomeOfPut("a").map(MediaLifecycleException::kind))
                        .as("kind, unless the put was looked up and said to have happened")
                        .isIn(Optional.empty(), Optional.of(ErrorKind.OUTCOME_UNKNOWN)));

        assertThat(oracle().read(work().at("a"))).as("it did happen").isPresent();
        if (provider().capabilities().contains(Capability.CREATE_ONLY_PUT)) {
            assertRefused(ErrorKind.CONFLICT, ErrorCode.KEY_TAKEN, () -> work().put("a", BYTES));
        }
        assertThat(work().read("a")).isEqualTo(BYTES);
    }

    @Test
    void stores_nothing_while_it_cannot_and_stores_it_afterwards() {
        for (Trouble trouble : List.of(REQUESTS_LOST, DOWN, THROTTLED)) {
            String key = trouble.name();
            during(trouble, () -> assertRetryable(trouble, refusalOf(() -> work().put(key, BYTES))));

            assertThat(oracle().exists(work().at(key))).as("after %s", trouble).isFalse();
            work().put(key, BYTES);
            assertThat(work().read(key)).isEqualTo(BYTES);
        }
    }

    @Test
    void says_of_a_delete_whose_answer_was_lost_that_nobody_knows_and_ends_it_by_a_repeat() {
        assumePossible(ANSWERS_LOST);
        List<StoredBlob> blobs = work().putAll(List.of("a", "b", "c"));

        during(
                ANSWERS_LOST,
                () -> assertThat(provider().delete(blobs))
                        .hasSize(3)
                        .allMatch(this::isNotKnown, "is not known, or nothing was done"));

        endsByARepeat(blobs);
    }

    @Test
    void deletes_nothing_while_it_cannot_and_ends_it_by_a_repeat() {
        for (Trouble trouble : List.of(REQUESTS_LOST, DOWN, THROTTLED)) {
            List<StoredBlob> blobs = work().putAll(List.of(trouble + "/a", trouble + "/b", trouble + "/c"));

            during(
                    trouble,
                    () -> assertThat(provider().delete(blobs)).hasSize(3).allSatisfy(deletion -> {
                        assertThat(deletion.verdict()).as("%s", deletion).isEqualTo(Deletion.Verdict.FAILED);
                        assertRetryable(trouble, Objects.requireNonNull(deletion.failure()));
                        DeleteGroup.assertWellFormed(deletion);
                    }));

            assertThat(blobs).allMatch(blob -> oracle().exists(blob.location()), "is still there");
            endsByARepeat(blobs);
        }
    }

    @Test
    void deletes_the_others_when_one_is_refused() {
        assumePossible(KEEPS_ONE);
        List<StoredBlob> blobs = List.of(work().put("a", BYTES), work().put("kept", BYTES), work().put("z", BYTES));
        BlobLocation kept = blobs.get(1).location();
        Objects.requireNonNull(faults).begin(KEEPS_ONE, kept);

        List<Deletion> verdicts = provider().delete(blobs);
        Objects.requireNonNull(faults).end();

        assertThat(verdicts).extracting(Deletion::location).containsExactly(locations(blobs));
        assertThat(verdicts).allSatisfy(DeleteGroup::assertWellFormed);
        assertThat(verdicts.get(0).verdict()).isEqualTo(DELETED);
        assertThat(verdicts.get(1).verdict().isSuccess())
                .as("%s", verdicts.get(1))
                .isFalse();
        assertThat(verdicts.get(2).verdict()).isEqualTo(DELETED);
        assertThat(oracle().exists(kept)).as("the one that was refused").isTrue();
        endsByARepeat(blobs);
    }

    /** A provider that asks before it deletes may have lost that answer already. */
    private boolean isNotKnown(Deletion deletion) {
        return deletion.verdict().isSuccess()
                || deletion.failure() == ErrorKind.OUTCOME_UNKNOWN
                || (deletion.failure() == ErrorKind.UNAVAILABLE && oracle().exists(deletion.location()));
    }

    private void endsByARepeat(List<StoredBlob> blobs) {
        assertThat(provider().delete(blobs))
                .hasSize(blobs.size())
                .allMatch(deletion -> deletion.verdict().isSuccess(), "is gone at last");
        assertThat(blobs).noneMatch(blob -> oracle().exists(blob.location()), "is still there");
    }

    private Optional<MediaLifecycleException> outcomeOfPut(String key) {
        try {
            work().put(key, BYTES);
            return Optional.empty();
        } catch (MediaLifecycleException e) {
            return Optional.of(e);
        }
    }

    /** A stream that breaks throws an {@link IOException}, which says as much as what is thrown before there is a stream. */
    private void readAll(BlobLocation location) {
        try (InputStream bytes = provider().open(location, ByteRange.all())) {
            assertThat(bytes.readAllBytes()).as("read in spite of the trouble").isEqualTo(BYTES);
        } catch (IOException e) {
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.UNAVAILABLE, "The stream broke", e);
        }
    }

    private void during(Trouble trouble, Runnable calls) {
        ServiceFaults service = Objects.requireNonNull(faults);
        if (service.possible().contains(trouble)) {
            service.begin(trouble, work().at("any"));
            try {
                calls.run();
            } finally {
                service.end();
            }
        }
    }

    private void assumePossible(Trouble trouble) {
        assumeTrue(
                Objects.requireNonNull(faults).possible().contains(trouble),
                () -> "the tests of this provider cannot make happen that " + trouble);
    }

    private static void assertRetryable(Trouble trouble, MediaLifecycleException failure) {
        assertThat(failure.kind().retry())
                .as("whether to try again after %s", failure)
                .isNotEqualTo(Retry.NEVER);
        assertRetryable(trouble, failure.kind());
    }

    private static void assertRetryable(Trouble trouble, ErrorKind kind) {
        assertThat(kind.retry()).as("retry of %s", kind).isNotEqualTo(Retry.NEVER);
        assertThat(kind).as("somebody else's doing").isNotEqualTo(ErrorKind.CONFLICT);
        if (trouble == THROTTLED) {
            assertThat(kind).isEqualTo(ErrorKind.THROTTLED);
        }
    }

    private static BlobLocation[] locations(List<StoredBlob> blobs) {
        return blobs.stream().map(StoredBlob::location).toArray(BlobLocation[]::new);
    }
}
