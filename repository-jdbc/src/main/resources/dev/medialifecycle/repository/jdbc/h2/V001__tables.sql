-- MediaLifecycle, schema version 1, for H2.
-- Every statement may run again: H2 commits each one, so a crash can leave a script half done.
-- Locations, vendors' ids and names of marks are kept as the bytes of their UTF-8, because a host's database may compare text
-- without regard to case or accents, and these must differ if a single byte does. UTF8TOSTRING(location) shows them.

CREATE TABLE IF NOT EXISTS ml_asset (
    id           UUID PRIMARY KEY,
    owner        VARCHAR NOT NULL,
    role         VARCHAR(40) NOT NULL,
    state        VARCHAR(20) NOT NULL,
    location     VARBINARY(1152) NOT NULL,
    content_type VARCHAR NOT NULL,
    bytes        BIGINT NOT NULL,
    sha256       VARCHAR(64),
    width        INTEGER,
    height       INTEGER,
    handle       VARCHAR,
    derived_from UUID,
    cause        VARCHAR(20),
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    used_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    version      BIGINT NOT NULL,
    CONSTRAINT ml_asset_location UNIQUE (location)
);
CREATE INDEX IF NOT EXISTS ml_asset_state ON ml_asset (state, id, changed_at);
CREATE INDEX IF NOT EXISTS ml_asset_derived_from ON ml_asset (derived_from);

CREATE TABLE IF NOT EXISTS ml_job (
    id            UUID PRIMARY KEY,
    owner         VARCHAR NOT NULL,
    vendor        VARCHAR NOT NULL,
    vendor_job_id VARBINARY(1024),
    status        VARCHAR(20) NOT NULL,
    failure       VARCHAR,
    opened_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    deadline      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at      TIMESTAMP(6) WITH TIME ZONE,
    version       BIGINT NOT NULL,
    CONSTRAINT ml_job_vendor UNIQUE (vendor_job_id, vendor)
);

CREATE TABLE IF NOT EXISTS ml_job_input (
    job_id   UUID NOT NULL REFERENCES ml_job ON DELETE CASCADE,
    asset_id UUID NOT NULL,
    CONSTRAINT ml_job_input_key PRIMARY KEY (asset_id, job_id)
);

CREATE TABLE IF NOT EXISTS ml_job_output (
    job_id     UUID NOT NULL REFERENCES ml_job ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    source     VARCHAR NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    asset_id   UUID,
    failure    VARCHAR,
    CONSTRAINT ml_job_output_key PRIMARY KEY (job_id, ordinal)
);
CREATE INDEX IF NOT EXISTS ml_job_output_asset ON ml_job_output (asset_id);

CREATE TABLE IF NOT EXISTS ml_delivery (
    id                 UUID PRIMARY KEY,
    vendor             VARCHAR NOT NULL,
    vendor_delivery_id VARBINARY NOT NULL,
    body               BINARY LARGE OBJECT NOT NULL,
    state              VARCHAR(20) NOT NULL,
    vendor_job_id      VARBINARY(1024),
    reason             VARCHAR,
    received_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT ml_delivery_vendor UNIQUE (vendor_delivery_id, vendor)
);
CREATE INDEX IF NOT EXISTS ml_delivery_job ON ml_delivery (vendor_job_id, vendor, state);
CREATE INDEX IF NOT EXISTS ml_delivery_state ON ml_delivery (state, received_at DESC, id DESC);

CREATE TABLE IF NOT EXISTS ml_outbox (
    id          UUID PRIMARY KEY,
    effect      VARCHAR NOT NULL,
    state       VARCHAR(20) NOT NULL,
    due_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    attempts    INTEGER NOT NULL,
    lease       BIGINT NOT NULL,
    lease_until TIMESTAMP(6) WITH TIME ZONE,
    last_error  VARCHAR
);
CREATE INDEX IF NOT EXISTS ml_outbox_due ON ml_outbox (state, due_at, id);

CREATE TABLE IF NOT EXISTS ml_mark (
    name    VARBINARY(800) PRIMARY KEY,
    content VARCHAR(1000) NOT NULL
);

CREATE TABLE IF NOT EXISTS ml_schema (
    version    INTEGER PRIMARY KEY,
    applied_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
MERGE INTO ml_schema (version, applied_at) KEY (version) VALUES (1, CURRENT_TIMESTAMP);
