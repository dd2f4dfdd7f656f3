-- A version that a later library might bring: it changes a table that has rows, and fills what it adds.

ALTER TABLE ml_asset ADD COLUMN IF NOT EXISTS label VARCHAR;
UPDATE ml_asset SET label = 'of ' || owner || '; as it was' WHERE label IS NULL;
ALTER TABLE ml_asset ALTER COLUMN label SET DEFAULT '';
INSERT INTO ml_schema (version, applied_at) VALUES (4, CURRENT_TIMESTAMP);
