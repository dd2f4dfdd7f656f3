CREATE TABLE bucket (
    name VARCHAR(63) PRIMARY KEY
);
CREATE TABLE blob (
    bucket VARCHAR(63) NOT NULL REFERENCES bucket (name),
    blob_key VARBINARY(1024) NOT NULL,
    content_type VARCHAR(255) NOT NULL,
    size BIGINT NOT NULL,
    stored TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (bucket, blob_key)
);
CREATE TABLE piece (
    bucket VARCHAR(63) NOT NULL,
    blob_key VARBINARY(1024) NOT NULL,
    number INTEGER NOT NULL,
    bytes VARBINARY(65536) NOT NULL,
    PRIMARY KEY (bucket, blob_key, number),
    FOREIGN KEY (bucket, blob_key) REFERENCES blob (bucket, blob_key) ON DELETE CASCADE
);
