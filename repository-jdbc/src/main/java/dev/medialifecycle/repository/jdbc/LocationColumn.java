package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.blob.BlobLocation;

/** A location in one column, so that one index keeps it unique: a provider has no colon, and a bucket no slash. */
final class LocationColumn {
    private LocationColumn() {}

    static byte[] of(BlobLocation location) {
        return Values.exactly(location.provider() + ":" + location.bucket() + "/" + location.key());
    }

    static BlobLocation read(String text) {
        int colon = text.indexOf(':');
        int slash = text.indexOf('/', colon);
        return new BlobLocation(text.substring(0, colon), text.substring(colon + 1, slash), text.substring(slash + 1));
    }
}
