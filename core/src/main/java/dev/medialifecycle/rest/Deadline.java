package dev.medialifecycle.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closes a stream under whoever waits for it too long; the JDK's time limit ends with the head of the answer. */
final class Deadline implements AutoCloseable {
    private final CompletableFuture<Void> inTime = new CompletableFuture<>();

    private Deadline() {}

    static Deadline closing(InputStream stream, Duration time) {
        Deadline deadline = new Deadline();
        CompletableFuture<Void> unused = deadline.inTime
                .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> {
                    if (late != null) {
                        close(stream);
                    }
                });
        return deadline;
    }

    /** A stream that is closed under its reader looks as if it had ended. */
    void requireOpen() throws HttpTimeoutException {
        if (inTime.isCompletedExceptionally()) {
            throw new HttpTimeoutException("the body stood still for too long");
        }
    }

    @Override
    public void close() {
        inTime.complete(null);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The reader is told by requireOpen.
        }
    }
}
