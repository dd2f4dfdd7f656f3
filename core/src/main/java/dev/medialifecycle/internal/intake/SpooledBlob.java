package dev.medialifecycle.internal.intake;

import dev.medialifecycle.blob.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that have arrived whole, in a file of the spool that is gone after {@link #close}. */
public final class SpooledBlob implements BlobSource, AutoCloseable {
    private final Path file;
    private final long size;
    private final String sha256;

    SpooledBlob(Path file, long size, String sha256) {
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    @Override
    public long size() {
        return size;
    }

    /** Lower-case hex. */
    public String sha256() {
        return sha256;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Spool file " + file.getFileName() + " could not be removed", e);
        }
    }
}
