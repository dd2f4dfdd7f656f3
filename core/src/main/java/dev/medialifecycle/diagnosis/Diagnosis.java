package dev.medialifecycle.diagnosis;

import java.util.List;
import java.util.stream.Collectors;

/** All that an examination looked at, in the order in which it did. */
public record Diagnosis(List<Finding> findings) {
    /** Copies the list. */
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether nothing failed; warnings are no illness. */
    public boolean isHealthy() {
        return with(Finding.Status.FAILED).isEmpty();
    }

    /** The findings of one status, in their order. */
    public List<Finding> with(Finding.Status status) {
        return findings.stream().filter(finding -> finding.status() == status).toList();
    }

    /** One line for each finding. */
    @Override
    public String toString() {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
