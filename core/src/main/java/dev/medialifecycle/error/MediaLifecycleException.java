package dev.medialifecycle.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Root of every exception this library throws; the service's own exception is always the cause. */
public class MediaLifecycleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final ErrorKind kind;
    private @Nullable Duration retryAfter;

    /** Its message is the code followed by {@code text}, which never holds a secret or a signed URL. */
    public MediaLifecycleException(ErrorCode code, ErrorKind kind, String text, @Nullable Throwable cause) {
        super(code.code() + " " + text, cause);
        this.code = code;
        this.kind = kind;
    }

    /** The same without a cause. */
    public MediaLifecycleException(ErrorCode code, ErrorKind kind, String text) {
        this(code, kind, text, null);
    }

    /** Adds how long the service wants to be left alone, as a {@code Retry-After} header says; answers this. */
    public MediaLifecycleException retryAfter(Duration time) {
        retryAfter = time;
        return this;
    }

    /** How long the service wants to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The stable code, the one to look up in the documents. */
    public ErrorCode code() {
        return code;
    }

    /** Whether and how to try again. */
    public ErrorKind kind() {
        return kind;
    }
}
