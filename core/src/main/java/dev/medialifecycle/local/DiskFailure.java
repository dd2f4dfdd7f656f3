package dev.medialifecycle.local;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What an error of the file system means to a caller; the only place that knows. */
final class DiskFailure {
    private DiskFailure() {}

    static MediaLifecycleException of(String verb, Object what, IOException e) {
        String text = "Failed to " + verb + " " + what + ": " + reason(e);
        if (e instanceof RefusedPathException || e instanceof AccessDeniedException) {
            return new MediaLifecycleException(ErrorCode.STORAGE_DENIED, ErrorKind.DENIED, text, e);
        }
        return new MediaLifecycleException(ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.UNAVAILABLE, text, e);
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException disk ? disk.getReason() : null;
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
