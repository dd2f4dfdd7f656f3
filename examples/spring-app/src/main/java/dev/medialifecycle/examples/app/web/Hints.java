package dev.medialifecycle.examples.app.web;

import dev.medialifecycle.error.ErrorCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What to do about an error, for whoever sent the request. */
final class Hints {
    private Hints() {}

    static String of(ErrorCode code) {
        return switch (code) {
            case UNSUPPORTED_TYPE, TOO_LARGE, TOO_MANY_PIXELS -> "GET /api/v1/uploads/limits tells what may come in";
            case TYPE_MISMATCH -> "Send the file as what it is, under its true type and extension";
            case UNREADABLE -> "Check that the file opens on your side, and send it again";
            case TOO_MANY_FRAMES -> "Send a still picture";
            case UPLOAD_FAILED -> "Nothing of yours is lost; send it again in a moment";
            case ASSET_CLOSED -> "Upload the file again";
            case ASSET_NOT_FOUND, JOB_NOT_FOUND -> "Check the id";
            case INVALID_URL -> "Use the url of an upload, or one of another site";
            case LIMIT_EXCEEDED -> "Look at a dry run, then execute with a larger maxShare";
            case REFERENCES_SHRANK -> "Mend the data, or POST /admin/references/{name}/accept";
            default -> "Try again in a moment; if it stays, tell us the code";
        };
    }

    static String of(HttpStatusCode status) {
        return switch (HttpStatus.valueOf(status.value())) {
            case UNAUTHORIZED -> "Send user and password by HTTP Basic authentication";
            case FORBIDDEN -> "Use the account that owns it";
            case NOT_FOUND -> "Check the address and the id";
            case CONFLICT -> "Fetch it again and repeat the change";
            case UNPROCESSABLE_CONTENT, BAD_REQUEST -> "Correct the request";
            case METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE ->
                "See the README for what this address takes";
            case BAD_GATEWAY -> "The vendor is in trouble; try again later";
            default -> "Try again in a moment";
        };
    }
}
