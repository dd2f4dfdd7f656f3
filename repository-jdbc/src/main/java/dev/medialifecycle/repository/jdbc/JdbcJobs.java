package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.jdbc.Values.Many;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class JdbcJobs implements Jobs {
    private static final String SELECT = """
            SELECT id, owner, vendor, vendor_job_id, status, failure, predict_micros, logs, opened_at, deadline, ended_at, version
            FROM ml_job LEFT JOIN ml_job_report ON job_id = id WHERE\s""";
    private static final String INSERT = """
            INSERT INTO ml_job (id, owner, vendor, vendor_job_id, status, failure, opened_at, deadline, ended_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE ml_job SET vendor_job_id = ?, status = ?, failure = ?, deadline = ?, ended_at = ?, version = version + 1
            WHERE id = ? AND version = ?""";
    private static final String PINNED = """
            SELECT i.asset_id FROM ml_job_input i JOIN ml_job j ON j.id = i.job_id
            WHERE i.asset_id = ANY(?) AND j.ended_at IS NULL
            UNION
            SELECT o.asset_id FROM ml_job_output o JOIN ml_job j ON j.id = o.job_id
            WHERE o.asset_id = ANY(?) AND j.ended_at IS NULL""";

    private final Session session;
    private final JobParts parts;

    JdbcJobs(Session session) {
        this.session = session;
        this.parts = new JobParts(session);
    }

    @Override
    public void insert(Job job) {
        session.change(
                INSERT,
                job.id().value(),
                job.owner(),
                job.vendor(),
                vendorIdOf(job),
                job.status(),
                job.failure(),
                job.openedAt(),
                job.deadline(),
                job.endedAt(),
                job.version());
        parts.insertInputs(job);
        parts.insertOutputs(job);
        parts.insertReport(job);
    }

    @Override
    public Job update(Job job) {
        int changed = session.change(
                UPDATE,
                vendorIdOf(job),
                job.status(),
                job.failure(),
                job.deadline(),
                job.endedAt(),
                job.id().value(),
                job.version());
        if (changed == 0) {
            throw SqlFailures.stale("Job " + job.id());
        }
        parts.replaceOutputs(job);
        parts.replaceReport(job);
        return job.atVersion(job.version() + 1);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return only(jobs(SELECT + "id = ?", id.value()));
    }

    @Override
    public Optional<Job> find(VendorJobId id) {
        return only(jobs(SELECT + "vendor_job_id = ? AND vendor = ?", Values.exactly(id.id()), id.vendor()));
    }

    @Override
    public Set<AssetId> pinned(Collection<AssetId> assets) {
        Many ids = Many.uuids(assets.stream().map(AssetId::value).distinct().toList());
        return Set.copyOf(session.rows(PINNED, row -> new AssetId(row.uuid("asset_id")), ids, ids));
    }

    @Override
    public List<Job> using(AssetId input) {
        return jobs(SELECT + "id IN (SELECT job_id FROM ml_job_input WHERE asset_id = ?)", input.value());
    }

    @Override
    public List<Job> ended(Instant endedBefore, @Nullable JobId after, int limit) {
        return jobs(
                SELECT + "id " + Paging.beyond(after) + " ? AND ended_at < ? ORDER BY id FETCH FIRST ? ROWS ONLY",
                after == null ? Paging.FIRST_ID : after.value(),
                endedBefore,
                limit);
    }

    @Override
    public void remove(JobId id) {
        session.change("DELETE FROM ml_job WHERE id = ?", id.value());
    }

    private List<Job> jobs(String sql, @Nullable Object... values) {
        return parts.joinedTo(session.rows(sql, JobRow::read, values));
    }

    private static Optional<Job> only(List<Job> jobs) {
        return jobs.stream().findFirst();
    }

    private static byte @Nullable [] vendorIdOf(Job job) {
        VendorJobId vendorJobId = job.vendorJobId();
        if (vendorJobId == null) {
            return null;
        }
        if (!vendorJobId.vendor().equals(job.vendor())) {
            throw new IllegalArgumentException("A job of one vendor has an id of another: use the vendor of the job");
        }
        return Values.exactly(vendorJobId.id());
    }
}
