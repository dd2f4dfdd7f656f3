package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.repository.jdbc.Values.Many;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The inputs and outputs of jobs. */
final class JobParts {
    private static final String SELECT_OUTPUTS = """
            SELECT job_id, ordinal, source, expires_at, asset_id, failure FROM ml_job_output
            WHERE job_id = ANY(?) ORDER BY job_id, ordinal""";
    private static final String INSERT_OUTPUT = """
            INSERT INTO ml_job_output (job_id, ordinal, source, expires_at, asset_id, failure)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private final Session session;

    JobParts(Session session) {
        this.session = session;
    }

    void insertInputs(Job job) {
        List<@Nullable Object[]> batch = new ArrayList<>();
        for (AssetId input : job.inputs()) {
            batch.add(new Object[] {job.id().value(), input.value()});
        }
        session.changeEach("INSERT INTO ml_job_input (job_id, asset_id) VALUES (?, ?)", batch);
    }

    void insertOutputs(Job job) {
        List<@Nullable Object[]> batch = new ArrayList<>();
        for (JobOutput output : job.outputs()) {
            AssetId asset = output.asset();
            batch.add(new @Nullable Object[] {
                job.id().value(),
                output.index(),
                output.source().toString(),
                output.expiresAt(),
                asset == null ? null : asset.value(),
                output.failure()
            });
        }
        session.changeEach(INSERT_OUTPUT, batch);
    }

    /** The caller has just changed the job's row, so nobody else is here. */
    void replaceOutputs(Job job) {
        session.change("DELETE FROM ml_job_output WHERE job_id = ?", job.id().value());
        insertOutputs(job);
    }

    /** A row only for a job of which something was told. */
    void insertReport(Job job) {
        JobReport report = job.report();
        if (!report.equals(JobReport.none())) {
            Duration predictTime = report.predictTime();
            session.change(
                    "INSERT INTO ml_job_report (job_id, predict_micros, logs) VALUES (?, ?, ?)",
                    job.id().value(),
                    predictTime == null ? null : TimeUnit.MICROSECONDS.convert(predictTime),
                    report.logs());
        }
    }

    /** The caller has just changed the job's row, so nobody else is here. */
    void replaceReport(Job job) {
        session.change("DELETE FROM ml_job_report WHERE job_id = ?", job.id().value());
        insertReport(job);
    }

    /** The jobs whole, in the order of the rows. */
    List<Job> joinedTo(List<JobRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Many ids = Many.uuids(rows.stream().map(JobRow::id).toList());
        Map<UUID, Set<AssetId>> inputs = new HashMap<>();
        session.rows("SELECT job_id, asset_id FROM ml_job_input WHERE job_id = ANY(?)", Input::read, ids)
                .forEach(row -> inputs.computeIfAbsent(row.job(), none -> new HashSet<>())
                        .add(row.asset()));
        Map<UUID, List<JobOutput>> outputs = new HashMap<>();
        session.rows(SELECT_OUTPUTS, Output::read, ids)
                .forEach(row -> outputs.computeIfAbsent(row.job(), none -> new ArrayList<>())
                        .add(row.output()));
        return rows.stream()
                .map(row ->
                        row.with(inputs.getOrDefault(row.id(), Set.of()), outputs.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private record Input(UUID job, AssetId asset) {
        static Input read(Row row) throws SQLException {
            return new Input(row.uuid("job_id"), new AssetId(row.uuid("asset_id")));
        }
    }

    private record Output(UUID job, JobOutput output) {
        static Output read(Row row) throws SQLException {
            UUID asset = row.uuidOrNull("asset_id");
            JobOutput output = new JobOutput(
                    row.smallNumber("ordinal"),
                    URI.create(row.text("source")),
                    row.instant("expires_at"),
                    asset == null ? null : new AssetId(asset),
                    row.textOrNull("failure"));
            return new Output(row.uuid("job_id"), output);
        }
    }
}
