package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.RestAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What an answer that is no success means: the one place that knows ImageKit's errors. */
final class ApiFailure {
    /** After a refusal that does not say how long it lasts. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    /** No limit of ImageKit's lasts longer, so whatever says so is mistaken. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final int LONGEST_MESSAGE = 160;

    private ApiFailure() {}

    /** For a request that changes nothing. */
    static MediaLifecycleException reading(RestAnswer answer, String subject) {
        return of(answer, subject, false);
    }

    /** For a request that may have changed something in spite of its answer. */
    static MediaLifecycleException changing(RestAnswer answer, String subject) {
        return of(answer, subject, true);
    }

    /** A success whose body is not what was asked for, so that nobody knows what it means. */
    static MediaLifecycleException unreadable(RestAnswer answer, String subject) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorKind.UNAVAILABLE,
                "ImageKit answered " + answer.status() + " for " + subject
                        + ", and not with what was asked for. Next: nothing if it passes; else see what answers in its place");
    }

    /** The same for a request that may have changed something. */
    static MediaLifecycleException unknown(RestAnswer answer, String subject) {
        return StorageFailure.outcomeUnknown(
                subject, new IOException("ImageKit answered " + answer.status() + " and does not say what it did"));
    }

    /** The service asks for fewer requests. */
    static MediaLifecycleException throttled(String subject, Duration pause) {
        return new MediaLifecycleException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        ErrorKind.THROTTLED,
                        "ImageKit takes no more requests for " + pause.toMillis() + " ms, so nothing was asked about "
                                + subject + ". Next: nothing; if it lasts, lower requests-a-minute or ask for more")
                .retryAfter(pause);
    }

    /** How long a 429 wants the account to be left alone: in milliseconds, and in no header that others use. */
    static Duration pause(RestAnswer answer) {
        Duration asked = answer.header("X-RateLimit-Reset")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)))
                .or(answer::retryAfter)
                .orElse(SHORT_PAUSE);
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static MediaLifecycleException of(RestAnswer answer, String subject, boolean changes) {
        int status = answer.status();
        return switch (status) {
            case 401 -> StorageFailure.denied(subject, "ImageKit got no private key, HTTP 401" + said(answer));
            case 403 ->
                StorageFailure.denied(
                        subject,
                        "ImageKit knows no such private key or has disabled the account, HTTP 403" + said(answer));
            case 404 ->
                new MediaLifecycleException(
                        ErrorCode.BLOB_NOT_FOUND,
                        ErrorKind.NOT_FOUND,
                        "ImageKit has nothing there for " + subject + said(answer));
            case 413 ->
                new MediaLifecycleException(
                        ErrorCode.TOO_LARGE,
                        ErrorKind.REJECTED,
                        "ImageKit takes no files as large as " + subject + said(answer)
                                + ". Next: store less, or choose a plan that takes more");
            case 429 -> throttled(subject, pause(answer));
            default -> {
                if (status >= 400 && status < 500) {
                    yield new MediaLifecycleException(
                            ErrorCode.INVALID_LOCATION,
                            ErrorKind.REJECTED,
                            "ImageKit refused " + subject + " with HTTP " + status + said(answer)
                                    + ". Next: correct what was asked for");
                }
                // A server that breaks down may have done it before, so only a question certainly did nothing.
                yield changes ? unknown(answer, subject) : unavailable(answer, subject);
            }
        };
    }

    private static MediaLifecycleException unavailable(RestAnswer answer, String subject) {
        MediaLifecycleException failure = new MediaLifecycleException(
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorKind.UNAVAILABLE,
                "ImageKit answered " + answer.status() + " for " + subject + ". Next: nothing if it passes");
        return answer.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    /** ImageKit's own words, unless they could hold a key or a URL. */
    private static String said(RestAnswer answer) {
        Optional<String> message = answer.json()
                .at("message")
                .text()
                .map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_MESSAGE)
                .filter(text ->
                        !text.contains("://") && !text.toLowerCase(Locale.ROOT).contains("private_"));
        return message.map(text -> ": " + text).orElse("");
    }
}
