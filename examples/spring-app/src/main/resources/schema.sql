CREATE TABLE IF NOT EXISTS patch (
    id UUID PRIMARY KEY,
    owner VARCHAR(100) NOT NULL,
    name VARCHAR(200) NOT NULL,
    images VARCHAR(250000) NOT NULL, -- a JSON array of URLs
    schema_image_url VARCHAR(2000),
    UNIQUE (owner, name)
);

CREATE TABLE IF NOT EXISTS module (
    id UUID PRIMARY KEY,
    owner VARCHAR(100) NOT NULL,
    name VARCHAR(200) NOT NULL,
    images VARCHAR(250000) NOT NULL, -- a JSON array of URLs
    schema_image_url VARCHAR(2000),
    UNIQUE (owner, name)
);

CREATE TABLE IF NOT EXISTS video (
    id UUID PRIMARY KEY,
    owner VARCHAR(100) NOT NULL,
    title VARCHAR(200) NOT NULL,
    reference_image_url VARCHAR(2000),
    module_id UUID REFERENCES module (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS video_owner ON video (owner, title);

CREATE TABLE IF NOT EXISTS gallery_item (
    id UUID PRIMARY KEY,
    owner VARCHAR(100) NOT NULL,
    asset_id UUID NOT NULL,
    url VARCHAR(2000) NOT NULL,
    job_id UUID NOT NULL,
    saved_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    metadata VARCHAR(2000) NOT NULL -- a JSON object, whose asset_id is a reference too
);
CREATE INDEX IF NOT EXISTS gallery_item_owner ON gallery_item (owner, saved_at);
CREATE INDEX IF NOT EXISTS gallery_item_asset ON gallery_item (asset_id);
CREATE INDEX IF NOT EXISTS gallery_item_url ON gallery_item (url);
