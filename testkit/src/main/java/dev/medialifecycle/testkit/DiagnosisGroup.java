package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider that looks at itself says what is wrong and what to do, changes nothing, and never throws. */
abstract class DiagnosisGroup extends ContractGroup {
    DiagnosisGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void finds_nothing_broken_where_nothing_is() {
        assertThat(provider().diagnose()).noneMatch(finding -> finding.status() == Status.FAILED);
    }

    @Test
    void names_a_subject_and_says_what_was_seen_for_each_finding() {
        assertThat(provider().diagnose()).allSatisfy(DiagnosisGroup::assertWellFormed);
    }

    @Test
    void changes_nothing() {
        byte[] bytes = SeededRandom.utf8("as it was");
        work().put("a", bytes);
        List<String> before = oracle().keys(contract().bucket(), "");

        assertThat(provider().diagnose()).isNotNull();

        assertThat(oracle().keys(contract().bucket(), "")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(work().read("a")).isEqualTo(bytes);
    }

    @Test
    void finds_a_bucket_that_is_missing_if_it_looks_at_buckets() {
        assumeFalse(provider().diagnose().isEmpty(), "the provider does not look at itself");
        try (StorageProvider lost = orSkip(contract().openOnMissingBucket(), "openOnMissingBucket")) {
            assertThat(lost.diagnose())
                    .allSatisfy(DiagnosisGroup::assertWellFormed)
                    .anyMatch(finding ->
                            finding.status() == Status.FAILED && finding.code() == ErrorCode.BUCKET_NOT_FOUND);
        }
    }

    private static void assertWellFormed(Finding finding) {
        assertThat(finding.subject()).isNotBlank();
        assertThat(finding.text()).isNotBlank();
        if (finding.status() == Status.WARNING || finding.status() == Status.FAILED) {
            assertThat(finding.code()).as("code of %s", finding).isNotNull();
            assertThat(finding.next()).as("what to do about %s", finding).isNotBlank();
        }
    }
}
