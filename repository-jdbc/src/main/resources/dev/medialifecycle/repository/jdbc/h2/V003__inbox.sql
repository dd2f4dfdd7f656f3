-- MediaLifecycle, schema version 3, for H2: what vendors tell of their work is kept with the job.
-- Every statement may run again.

CREATE TABLE IF NOT EXISTS ml_job_report (
    job_id         UUID PRIMARY KEY REFERENCES ml_job ON DELETE CASCADE,
    predict_micros BIGINT,
    logs           VARCHAR
);
MERGE INTO ml_schema (version, applied_at) KEY (version) VALUES (3, CURRENT_TIMESTAMP);
