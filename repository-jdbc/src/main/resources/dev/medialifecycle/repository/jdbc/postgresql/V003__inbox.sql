-- MediaLifecycle, schema version 3, for PostgreSQL: what vendors tell of their work is kept with the job; deliveries know how much
-- they proved and until when they must be known again.

CREATE TABLE ml_job_report (
    job_id         UUID PRIMARY KEY REFERENCES ml_job ON DELETE CASCADE,
    predict_micros BIGINT,
    logs           TEXT
);
ALTER TABLE ml_delivery ADD COLUMN assurance VARCHAR(20) NOT NULL DEFAULT 'FULL';
ALTER TABLE ml_delivery ALTER COLUMN assurance DROP DEFAULT;
ALTER TABLE ml_delivery ADD COLUMN keep_until TIMESTAMPTZ;
UPDATE ml_delivery SET keep_until = received_at + INTERVAL '96 hours';
ALTER TABLE ml_delivery ALTER COLUMN keep_until SET NOT NULL;
CREATE INDEX ml_delivery_keep ON ml_delivery (keep_until);
INSERT INTO ml_schema (version, applied_at) VALUES (3, CURRENT_TIMESTAMP);
