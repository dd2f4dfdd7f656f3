package dev.medialifecycle.blob;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be opened again, so that a failed put can be repeated. */
public interface BlobSource {
    /** How many bytes {@link #open} will give, exactly. */
    long size();

    /** The bytes from the start; the caller closes the stream. */
    InputStream open() throws IOException;
}
