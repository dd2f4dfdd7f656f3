-- MediaLifecycle, schema version 3, for H2: what vendors tell of their work is kept with the job; deliveries know how much they
-- proved and until when they must be known again.
-- Every statement may run again. The table is copied, because H2 cannot add a column in some of its compatibility modes.

CREATE TABLE IF NOT EXISTS ml_job_report (
    job_id         UUID PRIMARY KEY REFERENCES ml_job ON DELETE CASCADE,
    predict_micros BIGINT,
    logs           VARCHAR
);
CREATE TABLE IF NOT EXISTS ml_delivery_3 (
    id                 UUID PRIMARY KEY,
    vendor             VARCHAR NOT NULL,
    vendor_delivery_id VARBINARY NOT NULL,
    body               BINARY LARGE OBJECT NOT NULL,
    state              VARCHAR(20) NOT NULL,
    vendor_job_id      VARBINARY(1024),
    reason             VARCHAR,
    assurance          VARCHAR(20) NOT NULL,
    received_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    keep_until         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    UNIQUE (vendor_delivery_id, vendor)
);
-- A crash between the drop and the renaming below leaves only the copy.
CREATE TABLE IF NOT EXISTS ml_delivery (
    id                 UUID PRIMARY KEY,
    vendor             VARCHAR NOT NULL,
    vendor_delivery_id VARBINARY NOT NULL,
    body               BINARY LARGE OBJECT NOT NULL,
    state              VARCHAR(20) NOT NULL,
    vendor_job_id      VARBINARY(1024),
    reason             VARCHAR,
    received_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
INSERT INTO ml_delivery_3
    (id, vendor, vendor_delivery_id, body, state, vendor_job_id, reason, assurance, received_at, keep_until)
SELECT id, vendor, vendor_delivery_id, body, state, vendor_job_id, reason, 'FULL', received_at, received_at + INTERVAL '96' HOUR
FROM ml_delivery WHERE id NOT IN (SELECT id FROM ml_delivery_3);
DROP TABLE ml_delivery;
ALTER TABLE ml_delivery_3 RENAME TO ml_delivery;
CREATE INDEX IF NOT EXISTS ml_delivery_job ON ml_delivery (vendor_job_id, vendor, state);
CREATE INDEX IF NOT EXISTS ml_delivery_state ON ml_delivery (state, received_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS ml_delivery_keep ON ml_delivery (keep_until);
MERGE INTO ml_schema (version, applied_at) KEY (version) VALUES (3, CURRENT_TIMESTAMP);
