package dev.medialifecycle.job;

import dev.medialifecycle.asset.AssetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One generation. Until its status is terminal it pins its inputs. {@code failure} says why a FAILED job failed; {@code endedAt}
 * is set exactly when the status is terminal; {@code report} is what the vendor told of its work; {@code deadline} is when it
 * expires without news; {@code version} guards every change. Outputs are in the vendor's order.
 */
public record Job(
        JobId id,
        String owner,
        String vendor,
        Set<AssetId> inputs,
        @Nullable VendorJobId vendorJobId,
        JobStatus status,
        @Nullable String failure,
        JobReport report,
        List<JobOutput> outputs,
        Instant openedAt,
        Instant deadline,
        @Nullable Instant endedAt,
        long version) {

    /** A vendor may put a whole log into its error. */
    private static final int LONGEST_FAILURE = 1_000;

    /** Copies the collections, and shortens the failure to a thousand characters. */
    public Job {
        failure = failure == null ? null : VendorText.beginning(failure, LONGEST_FAILURE);
        inputs = Set.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The same job, known to the vendor under this id. */
    public Job startedAs(VendorJobId newVendorJobId) {
        return new Job(
                id,
                owner,
                vendor,
                inputs,
                newVendorJobId,
                status,
                failure,
                report,
                outputs,
                openedAt,
                deadline,
                endedAt,
                version);
    }

    /** The same job, further on but not ended. */
    public Job moved(JobStatus newStatus, List<JobOutput> newOutputs) {
        return in(newStatus, null, newOutputs, null);
    }

    /** The same job, ended. */
    public Job ended(JobStatus newStatus, @Nullable String newFailure, Instant now) {
        return in(newStatus, newFailure, outputs, now);
    }

    private Job in(
            JobStatus newStatus,
            @Nullable String newFailure,
            List<JobOutput> newOutputs,
            @Nullable Instant newEndedAt) {
        return new Job(
                id,
                owner,
                vendor,
                inputs,
                vendorJobId,
                newStatus,
                newFailure,
                report,
                newOutputs,
                openedAt,
                deadline,
                newEndedAt,
                version);
    }

    /** The same job with what the vendor tells of it by now. */
    public Job reported(JobReport newReport) {
        return new Job(
                id,
                owner,
                vendor,
                inputs,
                vendorJobId,
                status,
                failure,
                newReport,
                outputs,
                openedAt,
                deadline,
                endedAt,
                version);
    }

    /** The same job as the repository stored it. */
    public Job atVersion(long newVersion) {
        return new Job(
                id,
                owner,
                vendor,
                inputs,
                vendorJobId,
                status,
                failure,
                report,
                outputs,
                openedAt,
                deadline,
                endedAt,
                newVersion);
    }

    /** The output at an index; throws {@link IndexOutOfBoundsException} for one that does not exist. */
    public JobOutput output(int index) {
        return outputs.get(index);
    }

    /** The same job with one output replaced. */
    public Job withOutput(JobOutput changed) {
        List<JobOutput> all = new ArrayList<>(outputs);
        all.set(changed.index(), changed);
        return in(status, failure, all, endedAt);
    }
}
