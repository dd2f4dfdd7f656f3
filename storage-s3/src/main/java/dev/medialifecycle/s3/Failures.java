package dev.medialifecycle.s3;

import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place that knows what the SDK's exceptions mean. */
final class Failures {
    /** Someone has to pay a bill or raise a quota first. */
    static final Duration LOCKED_FOR = Duration.ofMinutes(1);

    private static final int LONGEST_CAUSE_CHAIN = 20;

    private final String provider;
    private final Clock clock;

    Failures(String provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** What the exception means for this attempt. */
    MediaLifecycleException of(Attempt attempt, SdkException e) {
        return e instanceof AwsServiceException answer ? answered(attempt, answer) : unanswered(attempt, e);
    }

    /** Why the service said no; empty if it did not answer. */
    static Optional<Reason> reason(SdkException e) {
        return e instanceof AwsServiceException answer
                ? Optional.of(isRedirect(answer) ? Reason.OTHER_REGION : Reason.of(code(answer), answer.statusCode()))
                : Optional.empty();
    }

    /** Whether an upload in parts is not there any more. */
    static boolean isMissingUpload(SdkException e) {
        return e instanceof AwsServiceException answer
                && (code(answer) == null ? answer.statusCode() == 404 : "NoSuchUpload".equals(code(answer)));
    }

    /** The code of an answer, null if it has none. */
    static @Nullable String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null || code.isBlank() ? null : code;
    }

    /** A header of the answer. */
    static Optional<String> header(AwsServiceException e, String name) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(details -> details.sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader(name));
    }

    private MediaLifecycleException answered(Attempt attempt, AwsServiceException e) {
        String said = (code(e) == null ? "" : code(e) + ", ") + "status " + e.statusCode()
                + (e.requestId() == null ? "" : ", request " + e.requestId());
        return switch (reason(e).orElse(Reason.BROKEN)) {
            case MISSING_BUCKET -> caused(StorageFailure.bucketNotFound(provider, attempt.bucket()), e);
            case MISSING_BLOB ->
                new MediaLifecycleException(
                        ErrorCode.BLOB_NOT_FOUND, ErrorKind.NOT_FOUND, "There is no blob " + attempt.subject(), e);
            case DENIED, PROTECTED -> caused(StorageFailure.denied(attempt.subject(), said), e);
            case LOCKED_ACCOUNT ->
                failed(attempt, ErrorCode.QUOTA_LOCKED, ErrorKind.UNAVAILABLE, said, "settle quota or bill", e)
                        .retryAfter(LOCKED_FOR);
            case CLOCK_SKEW ->
                failed(attempt, ErrorCode.CLOCK_SKEW, ErrorKind.UNAVAILABLE, said, "synchronise the clock here", e);
            case OTHER_REGION -> otherRegion(attempt, said, e);
            case THROTTLED -> throttled(attempt, said, e);
            case BROKEN ->
                attempt.effect() == Attempt.Effect.PERHAPS
                        ? StorageFailure.outcomeUnknown(attempt.subject() + " (" + said + ")", e)
                        : unavailable(attempt, said, e);
            case NOT_DONE -> unavailable(attempt, said, e);
            case PRECONDITION, CONFLICT ->
                failed(attempt, ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.CONFLICT, said, "it is looked at again", e);
            case INVALID_KEY, TOO_LARGE, UNSUPPORTED, REJECTED -> refused(attempt, said, e);
        };
    }

    /** What no repeat makes better: the request, or the settings, must change. */
    private static MediaLifecycleException refused(Attempt attempt, String said, AwsServiceException e) {
        Reason why = reason(e).orElse(Reason.REJECTED);
        ErrorKind kind = why == Reason.UNSUPPORTED ? ErrorKind.UNSUPPORTED : ErrorKind.REJECTED;
        return switch (why) {
            case INVALID_KEY ->
                failed(attempt, ErrorCode.INVALID_LOCATION, kind, said, "use keys that the service takes", e);
            case TOO_LARGE -> failed(attempt, ErrorCode.TOO_LARGE, kind, said, "store less than the service takes", e);
            default -> failed(attempt, ErrorCode.STORAGE_LIES, kind, said, "see which settings this server needs", e);
        };
    }

    private MediaLifecycleException unanswered(Attempt attempt, SdkException e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < LONGEST_CAUSE_CHAIN; depth++) {
            if (cause instanceof MediaLifecycleException own) {
                return own;
            }
            if (cause instanceof HttpRetryException refused && refused.responseCode() == 401) {
                return caused(StorageFailure.denied(attempt.subject(), "status 401"), e);
            }
            if (isBeforeSending(cause)) {
                return unavailable(
                        attempt, "cannot connect: " + cause.getClass().getSimpleName(), e);
            }
            cause = cause.getCause();
        }
        return attempt.effect() == Attempt.Effect.UNFINISHED
                ? unavailable(attempt, "no answer", e)
                : StorageFailure.outcomeUnknown(attempt.subject(), e);
    }

    private static boolean isBeforeSending(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException
                // The JDK has one type for both; all that follows the connecting may have been done.
                || (cause instanceof SocketTimeoutException
                        && String.valueOf(cause.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .startsWith("connect timed out"));
    }

    /** A HEAD that went to the wrong region is answered by a bare 400 that only names the right one. */
    private static boolean isRedirect(AwsServiceException e) {
        return e.statusCode() == 400
                && code(e) == null
                && header(e, "x-amz-bucket-region").isPresent();
    }

    private MediaLifecycleException otherRegion(Attempt attempt, String said, AwsServiceException e) {
        String next = header(e, "x-amz-bucket-region")
                .filter(region -> region.matches("[a-z0-9-]{1,40}"))
                .map(region -> "set the region to " + region)
                .orElse("set the region, or the endpoint, to the bucket's own");
        return failed(attempt, ErrorCode.INVALID_SETTING, ErrorKind.REJECTED, said, next, e);
    }

    private MediaLifecycleException throttled(Attempt attempt, String said, AwsServiceException e) {
        MediaLifecycleException throttled = failed(
                attempt, ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.THROTTLED, said, "nothing; it is repeated later", e);
        retryAfter(e).ifPresent(throttled::retryAfter);
        return throttled;
    }

    private Optional<Duration> retryAfter(AwsServiceException e) {
        return header(e, "Retry-After").flatMap(text -> {
            if (text.matches("[0-9]{1,6}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            try {
                Duration wait = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
                return wait.isNegative() ? Optional.empty() : Optional.of(wait);
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        });
    }

    private MediaLifecycleException unavailable(Attempt attempt, String said, SdkException e) {
        return failed(
                attempt, ErrorCode.STORAGE_UNAVAILABLE, ErrorKind.UNAVAILABLE, said, "nothing; it can be repeated", e);
    }

    private static MediaLifecycleException failed(
            Attempt attempt, ErrorCode code, ErrorKind kind, String said, String next, SdkException e) {
        return new MediaLifecycleException(
                code,
                kind,
                "Could not " + attempt.action() + " " + attempt.subject() + " (" + said + "). Next: " + next,
                e);
    }

    /** The same failure with the service's own exception as its cause. */
    static MediaLifecycleException caused(MediaLifecycleException failure, Throwable cause) {
        String text = String.valueOf(failure.getMessage())
                .substring(failure.code().code().length() + 1);
        return new MediaLifecycleException(failure.code(), failure.kind(), text, cause);
    }
}
