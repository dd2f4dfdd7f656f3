package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no success. What it means is said by the body's code, else by the status in the body, else by HTTP: nearly every
 * refusal of the storage server comes with HTTP 400, and the gateway before it speaks another language.
 */
record Refusal(RestAnswer answer, Meaning meaning, String said) {
    /** What the service means. */
    enum Meaning {
        NO_KEY,
        NO_BUCKET,
        DENIED,
        TAKEN,
        INVALID_KEY,
        INVALID_PARAMETER,
        TYPE_REFUSED,
        TOO_LARGE,
        BAD_RANGE,
        REJECTED,
        LOCKED,
        THROTTLED,
        QUOTA_LOCKED,
        /** Nothing that answers here is a storage server. */
        ELSEWHERE,
        BROKEN
    }

    private static final int LONGEST_WORD = 120;
    private static final Map<String, Meaning> CODES = Map.ofEntries(
            Map.entry("NoSuchKey", Meaning.NO_KEY),
            Map.entry("NoSuchBucket", Meaning.NO_BUCKET),
            Map.entry("AccessDenied", Meaning.DENIED),
            Map.entry("InvalidJWT", Meaning.DENIED),
            Map.entry("ExpiredToken", Meaning.DENIED),
            Map.entry("SignatureDoesNotMatch", Meaning.DENIED),
            Map.entry("KeyAlreadyExists", Meaning.TAKEN),
            Map.entry("ResourceAlreadyExists", Meaning.TAKEN),
            Map.entry("InvalidKey", Meaning.INVALID_KEY),
            Map.entry("InvalidParameter", Meaning.INVALID_PARAMETER),
            Map.entry("InvalidMimeType", Meaning.TYPE_REFUSED),
            Map.entry("EntityTooLarge", Meaning.TOO_LARGE),
            Map.entry("InvalidRange", Meaning.BAD_RANGE),
            Map.entry("ResourceLocked", Meaning.LOCKED),
            Map.entry("LockTimeout", Meaning.LOCKED),
            Map.entry("SlowDown", Meaning.THROTTLED),
            Map.entry("DatabaseTimeout", Meaning.BROKEN),
            Map.entry("DatabaseReadOnly", Meaning.BROKEN),
            Map.entry("DatabaseTransactionAborted", Meaning.BROKEN),
            Map.entry("S3Error", Meaning.BROKEN));

    static Refusal of(RestAnswer answer) {
        Json body = answer.json();
        Optional<String> code = body.at("code").text();
        // The locked gateway's body has changed before; its status has not.
        if (answer.status() == 402) {
            return new Refusal(answer, Meaning.QUOTA_LOCKED, said(answer, body));
        }
        Meaning meaning = code.map(CODES::get).orElseGet(() -> byStatus(answer, body, code.isPresent()));
        return new Refusal(answer, meaning, said(answer, body));
    }

    /** What to throw; {@code changes} says whether the request can have done something in spite of a failure. */
    MediaLifecycleException failure(String subject, boolean changes) {
        return switch (meaning) {
            case DENIED -> StorageFailure.denied(subject, said);
            case NO_KEY -> failed(ErrorCode.BLOB_NOT_FOUND, ErrorKind.NOT_FOUND, subject, "nothing; it is not there");
            case INVALID_KEY, INVALID_PARAMETER, REJECTED, BAD_RANGE ->
                failed(ErrorCode.INVALID_LOCATION, ErrorKind.REJECTED, subject, "ask for something that it takes");
            case TAKEN -> failed(ErrorCode.KEY_TAKEN, ErrorKind.CONFLICT, subject, "nothing; keys are never reused");
            case NO_BUCKET ->
                failed(
                        ErrorCode.BUCKET_NOT_FOUND,
                        ErrorKind.NOT_FOUND,
                        subject,
                        "create it, or correct the configuration");
            case TYPE_REFUSED ->
                failed(ErrorCode.UNSUPPORTED_TYPE, ErrorKind.REJECTED, subject, "let the bucket accept the type");
            case TOO_LARGE ->
                failed(
                        ErrorCode.TOO_LARGE,
                        ErrorKind.REJECTED,
                        subject,
                        "raise the limit of the bucket or the project");
            case LOCKED -> failed(ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.UNAVAILABLE, subject, "nothing; it passes");
            case THROTTLED ->
                failed(ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.THROTTLED, subject, "nothing; it is tried again later");
            case QUOTA_LOCKED -> QuotaLock.failure(subject);
            case ELSEWHERE ->
                failed(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        ErrorKind.UNAVAILABLE,
                        subject,
                        "check the url setting, which should end in /storage/v1");
            case BROKEN -> broken(subject, changes);
        };
    }

    /** A transaction may be committed although the request that held it failed. */
    private MediaLifecycleException broken(String subject, boolean changes) {
        return changes
                ? failed(
                        ErrorCode.STORAGE_OUTCOME_UNKNOWN,
                        ErrorKind.OUTCOME_UNKNOWN,
                        subject,
                        "nothing; it is looked up before it is repeated")
                : failed(ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.UNAVAILABLE, subject, "nothing; it is tried again");
    }

    private MediaLifecycleException failed(ErrorCode code, ErrorKind kind, String subject, String next) {
        MediaLifecycleException failure = new MediaLifecycleException(
                code, kind, "Supabase refused " + subject + " (" + said + "). Next: " + next);
        answer.retryAfter().ifPresent(failure::retryAfter);
        return failure;
    }

    private static Meaning byStatus(RestAnswer answer, Json body, boolean isFromServer) {
        int status = status(body).orElse(answer.status());
        if (status >= 500) {
            return Meaning.BROKEN;
        }
        if (status < 400) {
            return Meaning.ELSEWHERE;
        }
        return switch (status) {
            case 401, 403 -> Meaning.DENIED;
            case 402 -> Meaning.QUOTA_LOCKED;
            // Only a code of its own tells that a key or a bucket is absent.
            case 404, 405 -> Meaning.ELSEWHERE;
            case 408, 423, 425 -> Meaning.LOCKED;
            case 409 -> Meaning.TAKEN;
            case 413 -> Meaning.TOO_LARGE;
            case 415 -> Meaning.TYPE_REFUSED;
            case 416 -> Meaning.BAD_RANGE;
            case 429 -> Meaning.THROTTLED;
            default -> isFromServer || status(body).isPresent() ? Meaning.REJECTED : unknown(status);
        };
    }

    /** A 4xx of nobody knows whom says at least that nothing was done. */
    private static Meaning unknown(int status) {
        return status == 400 ? Meaning.REJECTED : Meaning.ELSEWHERE;
    }

    private static Optional<Integer> status(Json body) {
        @Nullable String text = body.at("statusCode").text().orElse(null);
        if (text != null && text.matches("[1-5][0-9][0-9]")) {
            return Optional.of(Integer.parseInt(text));
        }
        return body.at("statusCode")
                .wholeNumber()
                .filter(status -> status >= 100 && status < 600)
                .map(Long::intValue);
    }

    /** The status, the code and the words, which are the service's own and hold no secret; a page for people is left out. */
    private static String said(RestAnswer answer, Json body) {
        String words = body.at("message").text().orElse("").replaceAll("\\p{Cntrl}", " ");
        String shown = words.length() > LONGEST_WORD ? words.substring(0, LONGEST_WORD) + "…" : words;
        return String.format(
                        Locale.ROOT,
                        "HTTP %d %s %s",
                        answer.status(),
                        body.at("code").text().orElse(""),
                        shown)
                .replaceAll(" +", " ")
                .strip();
    }
}
