-- MediaLifecycle, schema version 1, for PostgreSQL.
-- Locations, vendors' ids and names of marks are kept as the bytes of their UTF-8, because a host's database may compare text by
-- a language's rules, and these must differ if a single byte does. convert_from(location, 'UTF8') shows them.

CREATE TABLE ml_asset (
    id           UUID PRIMARY KEY,
    owner        TEXT NOT NULL,
    role         VARCHAR(40) NOT NULL,
    state        VARCHAR(20) NOT NULL,
    location     BYTEA NOT NULL,
    content_type TEXT NOT NULL,
    bytes        BIGINT NOT NULL,
    sha256       VARCHAR(64),
    width        INTEGER,
    height       INTEGER,
    handle       TEXT,
    derived_from UUID,
    cause        VARCHAR(20),
    created_at   TIMESTAMPTZ NOT NULL,
    used_at      TIMESTAMPTZ NOT NULL,
    changed_at   TIMESTAMPTZ NOT NULL,
    version      BIGINT NOT NULL,
    CONSTRAINT ml_asset_location UNIQUE (location)
) WITH (fillfactor = 90);
CREATE INDEX ml_asset_state ON ml_asset (state, id, changed_at);
CREATE INDEX ml_asset_derived_from ON ml_asset (derived_from) WHERE derived_from IS NOT NULL;

CREATE TABLE ml_job (
    id            UUID PRIMARY KEY,
    owner         TEXT NOT NULL,
    vendor        TEXT NOT NULL,
    vendor_job_id BYTEA,
    status        VARCHAR(20) NOT NULL,
    failure       TEXT,
    opened_at     TIMESTAMPTZ NOT NULL,
    deadline      TIMESTAMPTZ NOT NULL,
    ended_at      TIMESTAMPTZ,
    version       BIGINT NOT NULL,
    CONSTRAINT ml_job_vendor UNIQUE (vendor_job_id, vendor)
) WITH (fillfactor = 90);

CREATE TABLE ml_job_input (
    job_id   UUID NOT NULL REFERENCES ml_job ON DELETE CASCADE,
    asset_id UUID NOT NULL,
    CONSTRAINT ml_job_input_key PRIMARY KEY (asset_id, job_id)
);
CREATE INDEX ml_job_input_job ON ml_job_input (job_id);

CREATE TABLE ml_job_output (
    job_id     UUID NOT NULL REFERENCES ml_job ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    source     TEXT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    asset_id   UUID,
    failure    TEXT,
    CONSTRAINT ml_job_output_key PRIMARY KEY (job_id, ordinal)
);
CREATE INDEX ml_job_output_asset ON ml_job_output (asset_id) WHERE asset_id IS NOT NULL;

CREATE TABLE ml_delivery (
    id                 UUID PRIMARY KEY,
    vendor             TEXT NOT NULL,
    vendor_delivery_id BYTEA NOT NULL,
    body               BYTEA NOT NULL,
    state              VARCHAR(20) NOT NULL,
    vendor_job_id      BYTEA,
    reason             TEXT,
    received_at        TIMESTAMPTZ NOT NULL,
    CONSTRAINT ml_delivery_vendor UNIQUE (vendor_delivery_id, vendor)
) WITH (fillfactor = 90);
CREATE INDEX ml_delivery_job ON ml_delivery (vendor_job_id, vendor, state);
CREATE INDEX ml_delivery_state ON ml_delivery (state, received_at DESC, id DESC);

CREATE TABLE ml_outbox (
    id          UUID PRIMARY KEY,
    effect      TEXT NOT NULL,
    state       VARCHAR(20) NOT NULL,
    due_at      TIMESTAMPTZ NOT NULL,
    attempts    INTEGER NOT NULL,
    lease       BIGINT NOT NULL,
    lease_until TIMESTAMPTZ,
    last_error  TEXT
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX ml_outbox_given_up ON ml_outbox (due_at, id) WHERE state = 'GIVEN_UP';

CREATE TABLE ml_mark (
    name    BYTEA PRIMARY KEY,
    content VARCHAR(1000) NOT NULL
);

CREATE TABLE ml_schema (
    version    INTEGER PRIMARY KEY,
    applied_at TIMESTAMPTZ NOT NULL
);
INSERT INTO ml_schema (version, applied_at) VALUES (1, CURRENT_TIMESTAMP);
