-- MediaLifecycle, schema version 3, for PostgreSQL: what vendors tell of their work is kept with the job.

CREATE TABLE ml_job_report (
    job_id         UUID PRIMARY KEY REFERENCES ml_job ON DELETE CASCADE,
    predict_micros BIGINT,
    logs           TEXT
);
INSERT INTO ml_schema (version, applied_at) VALUES (3, CURRENT_TIMESTAMP);
