package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorKind;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may not look knows nothing: neither that a blob is absent, nor that it is deleted. */
abstract class CredentialGroup extends ContractGroup {
    private static final byte[] BYTES = SeededRandom.utf8("not yours");

    private @Nullable StorageProvider stranger;

    CredentialGroup(StorageProviderContract contract) {
        super(contract);
    }

    @BeforeEach
    void needsAStranger() {
        stranger = orSkip(contract().openWithBrokenCredentials(), "openWithBrokenCredentials");
    }

    @AfterEach
    void closeStranger() {
        if (stranger != null) {
            stranger.close();
        }
    }

    @Test
    void sees_neither_what_is_there_nor_that_nothing_is() {
        BlobLocation present = work().put("present", BYTES).location();

        for (BlobLocation location : List.of(present, work().at("absent"))) {
            isDenied(() -> stranger().stat(location));
            isDenied(() -> {
                try (InputStream bytes = stranger().open(location, ByteRange.all())) {
                    bytes.readAllBytes();
                }
            });
        }
    }

    @Test
    void stores_nothing() {
        BlobLocation location = work().use("a");

        isDenied(() -> stranger().put(new PutRequest(location, TestSource.of(BYTES), "text/plain")));

        assertThat(oracle().exists(location)).isFalse();
    }

    @Test
    void lists_nothing_and_no_end_of_it() {
        assume(Capability.LIST);
        work().put("a", BYTES);

        isDenied(() -> stranger().list(contract().bucket(), work().prefix(), null));
    }

    @Test
    void deletes_nothing_and_calls_nothing_absent() {
        StoredBlob present = work().put("present", BYTES);
        StoredBlob absent = Workspace.unseen(work().at("absent"));

        List<Deletion> verdicts = stranger().delete(List.of(present, absent));

        assertThat(verdicts).extracting(Deletion::verdict).containsOnly(Deletion.Verdict.DENIED);
        assertThat(verdicts).hasSize(2).allSatisfy(DeleteGroup::assertWellFormed);
        assertThat(oracle().read(present.location()).orElseThrow()).isEqualTo(BYTES);
    }

    @Test
    void is_found_out_by_a_diagnosis_if_the_provider_looks_at_itself() {
        List<Finding> findings = stranger().diagnose();
        assumeFalse(findings.isEmpty(), "the provider does not look at itself");

        assertThat(findings).anyMatch(finding -> finding.status() == Finding.Status.FAILED);
    }

    private StorageProvider stranger() {
        return Objects.requireNonNull(stranger);
    }

    private static void isDenied(ThrowingCallable call) {
        assertThat(refusalOf(call).kind()).isEqualTo(ErrorKind.DENIED);
    }
}
