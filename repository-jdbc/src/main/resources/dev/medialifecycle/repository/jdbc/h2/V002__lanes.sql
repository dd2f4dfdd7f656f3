-- MediaLifecycle, schema version 2, for H2: entries of the outbox are worked off in lanes, each in the order of its entries' turns.
-- Every statement may run again. The table is copied, because H2 cannot add a column in some of its compatibility modes.

CREATE TABLE IF NOT EXISTS ml_outbox_2 (
    id          UUID PRIMARY KEY,
    effect      VARCHAR NOT NULL,
    lane        VARCHAR(100) NOT NULL,
    state       VARCHAR(20) NOT NULL,
    due_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    turn        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    attempts    INTEGER NOT NULL,
    lease       BIGINT NOT NULL,
    lease_until TIMESTAMP(6) WITH TIME ZONE,
    last_error  VARCHAR
);
-- A crash between the drop and the renaming below leaves only the copy.
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
INSERT INTO ml_outbox_2 (id, effect, lane, state, due_at, turn, attempts, lease, lease_until, last_error)
SELECT o.id, o.effect, CASE
    WHEN o.effect LIKE 'promote-output %' THEN '2-keeping'
    WHEN o.effect LIKE 'quarantine %' THEN '3-leaving'
    WHEN o.effect LIKE 'delete-blob %' THEN COALESCE((
        SELECT '4-deleting:' || SUBSTRING(UTF8TOSTRING(a.location) FROM 1 FOR POSITION(':' IN UTF8TOSTRING(a.location)) - 1)
        FROM ml_asset a WHERE a.id = CAST(SUBSTRING(o.effect FROM 13) AS UUID)), '3-leaving')
    ELSE '1-prompt' END,
  o.state, o.due_at, o.due_at, o.attempts, o.lease, o.lease_until, o.last_error
FROM ml_outbox o WHERE o.id NOT IN (SELECT id FROM ml_outbox_2);
DROP TABLE ml_outbox;
ALTER TABLE ml_outbox_2 RENAME TO ml_outbox;
CREATE INDEX IF NOT EXISTS ml_outbox_due ON ml_outbox (state, due_at, id);
CREATE INDEX IF NOT EXISTS ml_outbox_turn ON ml_outbox (state, lane, turn);
MERGE INTO ml_schema (version, applied_at) KEY (version) VALUES (2, CURRENT_TIMESTAMP);
