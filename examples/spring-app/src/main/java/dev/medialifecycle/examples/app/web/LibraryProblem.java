package dev.medialifecycle.examples.app.web;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.upload.UploadRejectedException;
import dev.medialifecycle.upload.Violation;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What an error of the library's is over HTTP. */
final class LibraryProblem {
    private static final String NOT_NOW = "This cannot be done for now, and nothing was lost";

    private LibraryProblem() {}

    static ProblemDetail of(MediaLifecycleException e) {
        return Problem.of(status(e), e.code(), detail(e));
    }

    private static HttpStatus status(MediaLifecycleException e) {
        return switch (e.code()) {
            case UNSUPPORTED_TYPE, TYPE_MISMATCH -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNREADABLE, TOO_MANY_PIXELS, TOO_MANY_FRAMES, INVALID_URL -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UPLOAD_FAILED -> HttpStatus.BAD_GATEWAY;
            case MISSING_PART, MISSING_SECRET, INVALID_POLICY, MISSING_CAPABILITY -> HttpStatus.INTERNAL_SERVER_ERROR;
            default ->
                switch (e.kind()) {
                    case NOT_FOUND -> HttpStatus.NOT_FOUND;
                    case REJECTED, CONFLICT -> HttpStatus.CONFLICT;
                    case DENIED, UNSUPPORTED -> HttpStatus.INTERNAL_SERVER_ERROR;
                    case THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        };
    }

    private static String detail(MediaLifecycleException e) {
        if (e instanceof UploadRejectedException rejected) {
            return rejected.violations().stream().map(Violation::text).collect(Collectors.joining("; "));
        }
        return switch (status(e)) {
            // What is behind it is the operator's business, and in the log.
            case BAD_GATEWAY -> "Upload failed: the storage did not take the file. Nothing was stored";
            case SERVICE_UNAVAILABLE, INTERNAL_SERVER_ERROR ->
                e.code() == ErrorCode.REFERENCES_SHRANK ? text(e) : NOT_NOW;
            default -> text(e);
        };
    }

    private static String text(MediaLifecycleException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^" + e.code().code() + " ", "");
    }
}
