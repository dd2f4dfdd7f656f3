package dev.medialifecycle.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer whose bytes are still coming, or the refusal of it. */
public final class RestDownload implements AutoCloseable {
    private final RestAnswer answer;
    private final @Nullable InputStream bytes;

    RestDownload(RestAnswer answer, @Nullable InputStream bytes) {
        this.answer = answer;
        this.bytes = bytes;
    }

    /** Status and headers, and the body if it is a refusal. */
    public RestAnswer answer() {
        return answer;
    }

    /**
     * The bytes, if the status is a success. Reading throws if they break off, stand still for longer than the time limit, or are
     * fewer or more than was announced; the end is told only of a whole body. Whoever takes them closes them.
     */
    public Optional<InputStream> bytes() {
        return Optional.ofNullable(bytes);
    }

    /** Gives up what was not read. */
    @Override
    public void close() {
        if (bytes != null) {
            try {
                bytes.close();
            } catch (IOException e) {
                // Nobody reads on, so there is nothing left that could go wrong.
            }
        }
    }
}
