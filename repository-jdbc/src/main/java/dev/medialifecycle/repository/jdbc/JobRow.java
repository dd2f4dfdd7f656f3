package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job without its inputs and outputs, which are rows of their own. */
record JobRow(
        UUID id,
        String owner,
        String vendor,
        @Nullable String vendorJobId,
        JobStatus status,
        @Nullable String failure,
        JobReport report,
        Instant openedAt,
        Instant deadline,
        @Nullable Instant endedAt,
        long version) {

    static JobRow read(Row row) throws SQLException {
        return new JobRow(
                row.uuid("id"),
                row.text("owner"),
                row.text("vendor"),
                row.exactTextOrNull("vendor_job_id"),
                JobStatus.valueOf(row.text("status")),
                row.textOrNull("failure"),
                new JobReport(row.microsOrNull("predict_micros"), row.textOrNull("logs")),
                row.instant("opened_at"),
                row.instant("deadline"),
                row.instantOrNull("ended_at"),
                row.number("version"));
    }

    Job with(Set<AssetId> inputs, List<JobOutput> outputs) {
        return new Job(
                new JobId(id),
                owner,
                vendor,
                inputs,
                vendorJobId == null ? null : new VendorJobId(vendor, vendorJobId),
                status,
                failure,
                report,
                outputs,
                openedAt,
                deadline,
                endedAt,
                version);
    }
}
