package dev.medialifecycle.s3;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a service said no, whichever of its many codes it used; answers to HEAD, and some servers, give a status only. */
enum Reason {
    MISSING_BUCKET("NoSuchBucket"),
    MISSING_BLOB("NoSuchKey", "NoSuchVersion"),
    DENIED(
            "AccessDenied",
            "AllAccessDisabled",
            "ExpiredToken",
            "InvalidAccessKeyId",
            "InvalidSecurity",
            "InvalidToken",
            "NotSignedUp",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "Unauthorized"),
    PROTECTED("ObjectLocked"),
    LOCKED_ACCOUNT("AccountProblem", "QuotaExceeded", "UserSuspended", "XMinioStorageFull"),
    CLOCK_SKEW("RequestTimeTooSkewed", "RequestInTheFuture"),
    OTHER_REGION(
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "PermanentRedirect",
            "Redirect",
            "TemporaryRedirect"),
    THROTTLED(
            "BandwidthLimitExceeded",
            "RequestLimitExceeded",
            "ServiceUnavailable",
            "SlowDown",
            "SlowDownRead",
            "SlowDownWrite",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            "TooManyRequestsException"),
    /** It broke while working, so it may have done what was asked. */
    BROKEN("InternalError", "InternalServerError", "NoSuchUpload"),
    /** The request did not arrive whole, so nothing was done. */
    NOT_DONE("BadDigest", "IncompleteBody", "RequestTimeout"),
    PRECONDITION("ConditionalRequestConflict", "PreconditionFailed"),
    CONFLICT("OperationAborted"),
    INVALID_KEY("InvalidObjectName", "InvalidURI", "KeyTooLongError", "XMinioInvalidObjectName"),
    TOO_LARGE("EntityTooLarge"),
    UNSUPPORTED("NotImplemented"),
    REJECTED;

    private static final Map<String, Reason> BY_CODE = byCode();

    private final List<String> codes;

    Reason(String... codes) {
        this.codes = List.of(codes);
    }

    /** What the code means where it is known, else what the status means. */
    static Reason of(@Nullable String code, int status) {
        Reason known = code == null ? null : BY_CODE.get(code);
        return known != null ? known : of(status);
    }

    /** What an error within an answer says of one blob; a code that nobody knows proves nothing. */
    static Reason ofOneBlob(@Nullable String code, @Nullable String message) {
        boolean isHeld = message != null && message.toLowerCase(Locale.ROOT).contains("object lock");
        return isHeld || "MethodNotAllowed".equals(code) ? PROTECTED : of(code, 0);
    }

    private static Reason of(int status) {
        return switch (status) {
            case 301, 302, 307, 308 -> OTHER_REGION;
            case 401, 403 -> DENIED;
            case 404 -> MISSING_BLOB;
            case 405, 501 -> UNSUPPORTED;
            case 408 -> NOT_DONE;
            case 409 -> CONFLICT;
            case 412 -> PRECONDITION;
            case 413 -> TOO_LARGE;
            case 429, 503 -> THROTTLED;
            case 507 -> LOCKED_ACCOUNT;
            default -> status >= 400 && status < 500 ? REJECTED : BROKEN;
        };
    }

    private static Map<String, Reason> byCode() {
        Map<String, Reason> reasons = new HashMap<>();
        for (Reason reason : values()) {
            reason.codes.forEach(code -> reasons.put(code, reason));
        }
        return Map.copyOf(reasons);
    }
}
