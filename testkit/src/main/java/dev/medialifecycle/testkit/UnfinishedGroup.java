package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What puts leave behind that never finished can be found, counted and removed, and nothing else is. */
abstract class UnfinishedGroup extends ContractGroup {
    UnfinishedGroup(StorageProviderContract contract) {
        super(contract);
    }

    @BeforeEach
    void needsAborting() {
        assume(Capability.ABORT_UNFINISHED);
        removeAll();
    }

    @Test
    void removes_what_a_put_left_whose_process_died() {
        BlobLocation location = unfinished("half");

        assertThat(removeAll()).as("removed").isEqualTo(1);
        assertThat(removeAll()).as("removed the second time").isZero();
        assertThat(provider().stat(location)).isEmpty();
    }

    @Test
    void leaves_the_key_free_for_a_put() {
        unfinished("half");

        work().put("half", SeededRandom.utf8("whole"));
        removeAll();

        assertThat(work().read("half")).isEqualTo(SeededRandom.utf8("whole"));
    }

    @Test
    void keeps_what_began_later_than_it_was_told() {
        unfinished("half");

        assertThat(provider()
                        .abortUnfinished(contract().bucket(), contract().now().minus(Duration.ofDays(1))))
                .as("removed")
                .isZero();
        assertThat(removeAll()).as("still there").isEqualTo(1);
    }

    @Test
    void shows_nothing_that_is_unfinished() {
        BlobLocation location = unfinished("half");

        assertThat(provider().stat(location)).isEmpty();
        if (provider().capabilities().contains(Capability.LIST)) {
            assertThat(work().list("")).isEmpty();
        }
    }

    @Test
    void leaves_finished_blobs_alone() {
        byte[] bytes = SeededRandom.of(5).bytes(100_000);
        work().put("whole", bytes);

        assertThat(removeAll()).as("removed").isZero();

        assertThat(oracle().read(work().at("whole")).orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void refuses_a_bucket_that_does_not_exist() {
        assertRefused(
                ErrorKind.NOT_FOUND,
                ErrorCode.BUCKET_NOT_FOUND,
                () -> provider().abortUnfinished(contract().missingBucket(), Instant.EPOCH));
    }

    private BlobLocation unfinished(String key) {
        BlobLocation location = work().use(key);
        assumeTrue(contract().leaveUnfinished(location), "the tests of this provider leave nothing unfinished");
        return location;
    }

    private int removeAll() {
        return provider().abortUnfinished(contract().bucket(), contract().now().plus(Duration.ofDays(1)));
    }
}
