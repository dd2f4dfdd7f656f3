-- MediaLifecycle, schema version 2, for PostgreSQL: entries of the outbox are worked off in lanes, each in the order of its
-- entries' turns. Lanes are compared bytewise.

ALTER TABLE ml_outbox ADD COLUMN lane VARCHAR(100) COLLATE "C";
ALTER TABLE ml_outbox ADD COLUMN turn TIMESTAMPTZ;
UPDATE ml_outbox SET turn = due_at, lane = CASE
    WHEN effect LIKE 'promote-output %' THEN '2-keeping'
    WHEN effect LIKE 'quarantine %' THEN '3-leaving'
    WHEN effect LIKE 'delete-blob %' THEN COALESCE((
        SELECT '4-deleting:' || split_part(convert_from(a.location, 'UTF8'), ':', 1)
        FROM ml_asset a WHERE a.id = CAST(substr(effect, 13) AS UUID)), '3-leaving')
    ELSE '1-prompt' END;
ALTER TABLE ml_outbox ALTER COLUMN lane SET NOT NULL;
ALTER TABLE ml_outbox ALTER COLUMN turn SET NOT NULL;
CREATE INDEX ml_outbox_turn ON ml_outbox (lane, turn) WHERE state = 'DUE';
INSERT INTO ml_schema (version, applied_at) VALUES (2, CURRENT_TIMESTAMP);
