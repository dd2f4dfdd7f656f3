package dev.medialifecycle.examples.app.files;

import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** A stored blob as Spring serves it, ranges included. */
final class Blob extends AbstractResource {
    private final StorageProvider storage;
    private final StoredBlob stored;

    Blob(StorageProvider storage, StoredBlob stored) {
        this.storage = storage;
        this.stored = stored;
    }

    @Override
    public InputStream getInputStream() {
        return storage.open(stored.location(), ByteRange.all());
    }

    @Override
    public long contentLength() {
        return stored.size();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return stored.location().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Blob that && stored.location().equals(that.stored.location());
    }

    @Override
    public int hashCode() {
        return stored.location().hashCode();
    }
}
