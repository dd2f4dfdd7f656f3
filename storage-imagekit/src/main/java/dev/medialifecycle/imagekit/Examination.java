package dev.medialifecycle.imagekit;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestDownload;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at key, clock, limits, folders and the URL endpoint of an account; changes nothing. */
final class Examination {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration BAD_SKEW = Duration.ofMinutes(10);

    private final String provider;
    private final ImageKitApi api;
    private final Account account;
    private final ImageKitUrls urls;
    private final Clock clock;
    private final int requestsAMinute;
    private final boolean isPrivate;
    private final List<Finding> findings = new ArrayList<>();

    Examination(String provider, ImageKitApi api, Account account, ImageKitUrls urls, ImageKitStorageBuilder builder) {
        this.provider = provider;
        this.api = api;
        this.account = account;
        this.urls = urls;
        this.clock = builder.clock;
        this.requestsAMinute = builder.requestsAMinute;
        this.isPrivate = builder.isPrivate;
    }

    List<Finding> run() {
        Optional<RestAnswer> answer = probe();
        answer.ifPresent(this::clock);
        answer.ifPresent(this::limit);
        boolean isAccepted = answer.filter(RestAnswer::isSuccess).isPresent();
        for (String bucket : account.buckets()) {
            String subject = provider + ":" + bucket + " folder";
            findings.add(
                    isAccepted
                            ? folder(subject, bucket)
                            : Finding.skipped(subject, "it cannot be asked for without a key that is accepted"));
        }
        findings.add(endpoint());
        return List.copyOf(findings);
    }

    private Optional<RestAnswer> probe() {
        String subject = provider + " private key";
        try {
            RestAnswer answer = api.probe();
            findings.add(key(subject, answer));
            return Optional.of(answer);
        } catch (MediaLifecycleException e) {
            findings.add(failed(subject, e));
            return Optional.empty();
        }
    }

    private static Finding key(String subject, RestAnswer answer) {
        return switch (answer.status()) {
            case 200 -> Finding.ok(subject, "ImageKit accepts it");
            case 401 ->
                Finding.failed(
                        subject,
                        ErrorCode.MISSING_CREDENTIALS,
                        "ImageKit got no key, HTTP 401; something on the way takes it out, or it is empty",
                        "look at the proxy in between and at what private-key holds");
            case 403 ->
                Finding.failed(
                        subject,
                        ErrorCode.STORAGE_DENIED,
                        "ImageKit does not know the key or has disabled the account, HTTP 403",
                        "compare it with the private key in the dashboard, under developer options, and look at the account");
            case 429 ->
                Finding.warning(
                        subject,
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "the account's limit of requests is used up, HTTP 429, so the key was not looked at",
                        "see who else uses the account");
            default ->
                Finding.failed(
                        subject,
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "ImageKit answered " + answer.status(),
                        "see ImageKit's status page and the address of its API");
        };
    }

    private void clock(RestAnswer answer) {
        String subject = provider + " clock";
        Optional<Instant> theirs = answer.date();
        if (theirs.isEmpty()) {
            findings.add(Finding.skipped(subject, "ImageKit did not say what time it is"));
            return;
        }
        Duration skew = Duration.between(theirs.get(), clock.instant()).abs();
        if (skew.compareTo(SKEW) <= 0) {
            findings.add(Finding.ok(subject, "it agrees with ImageKit's"));
            return;
        }
        String text = "this clock and ImageKit's differ by " + skew.toSeconds() + " s";
        String next = "synchronise this machine's clock; signed URLs and minimum ages depend on it";
        findings.add(
                skew.compareTo(BAD_SKEW) > 0
                        ? Finding.failed(subject, ErrorCode.CLOCK_SKEW, text, next)
                        : Finding.warning(subject, ErrorCode.CLOCK_SKEW, text, next));
    }

    /** ImageKit tells its limit with each answer, and never how much of it is left. */
    private void limit(RestAnswer answer) {
        String subject = provider + " request limit";
        Optional<Long> requests = number(answer, "X-RateLimit-Limit");
        Optional<Long> interval = number(answer, "X-RateLimit-Interval").filter(millis -> millis > 0);
        if (requests.isEmpty() || interval.isEmpty()) {
            findings.add(Finding.skipped(
                    subject,
                    "ImageKit did not tell its limit; " + requestsAMinute + " requests a minute are made at most"));
            return;
        }
        double aMinute = requests.get() * 60_000.0 / interval.get();
        String text = "ImageKit takes " + requests.get() + " requests in " + interval.get() + " ms, and "
                + requestsAMinute + " a minute are made at most";
        findings.add(
                aMinute >= requestsAMinute
                        ? Finding.ok(subject, text)
                        : Finding.warning(
                                subject,
                                ErrorCode.STORAGE_UNAVAILABLE,
                                text,
                                "set requests-a-minute to " + Math.max(RequestGate.FEWEST, (long) aMinute)
                                        + " or less"));
    }

    private Finding folder(String subject, String bucket) {
        try {
            account.requireFolder(bucket);
            return Finding.ok(subject, "it is there");
        } catch (MediaLifecycleException e) {
            return failed(subject, e);
        }
    }

    /** There is nothing at this address; whoever says so is a URL endpoint. */
    private Finding endpoint() {
        String subject = provider + " URL endpoint";
        URI nothing = URI.create(urls.base() + "/medialifecycle-looks-for-nothing");
        try (RestDownload download = api.read(nothing, null, "the URL endpoint")) {
            int status = download.answer().status();
            if (status == 401 || status == 403) {
                return isPrivate
                        ? Finding.ok(subject, "it serves signed URLs only")
                        : Finding.warning(
                                subject,
                                ErrorCode.STORAGE_DENIED,
                                "it refuses URLs without a signature, HTTP " + status
                                        + ", so public URLs will not work",
                                "set private-files, or lift the restriction in the dashboard");
            }
            return status < 500
                    ? Finding.ok(subject, "it answers")
                    : Finding.failed(
                            subject,
                            ErrorCode.STORAGE_UNAVAILABLE,
                            "it answers " + status,
                            "see ImageKit's status page and the addresses in url-endpoints");
        } catch (MediaLifecycleException e) {
            return failed(subject, e);
        }
    }

    private static Finding failed(String subject, MediaLifecycleException e) {
        String message = String.valueOf(e.getMessage());
        int next = message.indexOf(". Next: ");
        String text = next < 0 ? message : message.substring(0, next);
        String code = e.code() + " ";
        return Finding.failed(
                subject,
                e.code(),
                text.startsWith(code) ? text.substring(code.length()) : text,
                next < 0 ? "correct it and look again" : message.substring(next + ". Next: ".length()));
    }

    private static Optional<Long> number(RestAnswer answer, String header) {
        return answer.header(header)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(Long::parseLong);
    }
}
