package dev.medialifecycle.supabase;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at what only this service has: the key and its role, each bucket and how open it is, the clock, the quota. */
final class Checkup {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration BAD_SKEW = Duration.ofMinutes(10);
    private static final String NEXT = ". Next: ";

    private final String provider;
    private final Service service;
    private final Set<String> buckets;
    private final Set<String> publicBuckets;
    private final Clock clock;

    Checkup(String provider, Service service, Set<String> buckets, Set<String> publicBuckets, Clock clock) {
        this.provider = provider;
        this.service = service;
        this.buckets = buckets;
        this.publicBuckets = publicBuckets;
        this.clock = clock;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(key());
        findings.add(road());
        boolean isClockSeen = false;
        for (String bucket : new TreeSet<>(buckets)) {
            String subject = provider + ":" + bucket;
            try {
                RestAnswer answer = service.bucket(bucket);
                if (!isClockSeen && answer.date().isPresent()) {
                    isClockSeen = true;
                    findings.add(clock(answer.date().get()));
                }
                findings.add(bucket(subject, bucket, answer));
            } catch (MediaLifecycleException e) {
                findings.add(failed(subject, e.code(), e));
            }
        }
        return findings;
    }

    private Finding key() {
        String subject = provider + " key";
        ServiceKey key = service.key();
        Instant now = clock.instant();
        Instant expiry = key.expiry().orElse(Instant.MAX);
        if (!expiry.isAfter(now)) {
            return Finding.failed(
                    subject, ErrorCode.MISSING_CREDENTIALS, "it expired on " + expiry, "replace it by a secret key");
        }
        if (expiry.isBefore(now.plus(SOON))) {
            return Finding.warning(
                    subject,
                    ErrorCode.MISSING_CREDENTIALS,
                    "it expires on " + expiry,
                    "replace it by a secret key before that");
        }
        boolean isBound =
                key.role().filter(role -> !role.equals(ServiceKey.SERVICE_ROLE)).isPresent();
        return isBound
                ? Finding.warning(
                        subject,
                        ErrorCode.MISSING_CREDENTIALS,
                        "it is " + key + ", which row policies bind",
                        "use the project's secret or service_role key")
                : Finding.ok(subject, "it is " + key);
    }

    private Finding road() {
        String subject = provider + " url";
        URI url = URI.create(service.base());
        String host = String.valueOf(url.getHost());
        boolean isHere = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return "https".equals(url.getScheme()) || isHere
                ? Finding.ok(subject, "asks " + host)
                : Finding.warning(
                        subject,
                        ErrorCode.INVALID_SETTING,
                        "the key travels to " + host + " without encryption",
                        "use https unless nobody else is on that network");
    }

    private Finding clock(Instant theirs) {
        String subject = provider + " clock";
        Duration skew = Duration.between(theirs, clock.instant()).abs();
        if (skew.compareTo(SKEW) <= 0) {
            return Finding.ok(subject, "the service's clock agrees with this one");
        }
        String text = "the service's clock differs from this one by " + skew.toSeconds() + " s";
        String next = "synchronise this machine's clock; minimum ages and expiries depend on it";
        return skew.compareTo(BAD_SKEW) > 0
                ? Finding.failed(subject, ErrorCode.CLOCK_SKEW, text, next)
                : Finding.warning(subject, ErrorCode.CLOCK_SKEW, text, next);
    }

    private Finding bucket(String subject, String bucket, RestAnswer answer) {
        Json body = answer.json();
        if (answer.isSuccess() && body.at("id").text().filter(bucket::equals).isPresent()) {
            return described(subject, bucket, body);
        }
        Refusal refusal = Refusal.of(answer);
        if (answer.isSuccess() || refusal.meaning() == Refusal.Meaning.ELSEWHERE) {
            return Finding.failed(
                    subject,
                    ErrorCode.INVALID_SETTING,
                    "nothing at " + service.base() + " speaks Supabase Storage (" + refusal.said() + ")",
                    "correct the url setting; it ends in /storage/v1 unless there is no gateway");
        }
        if (refusal.meaning() == Refusal.Meaning.NO_BUCKET) {
            return Finding.failed(
                    subject,
                    ErrorCode.BUCKET_NOT_FOUND,
                    "Storage bucket not found: " + subject + ", or this key may not see it",
                    "create it, or correct the configuration");
        }
        MediaLifecycleException failure = refusal.failure(subject, false);
        return failed(subject, failure.code(), failure);
    }

    private Finding described(String subject, String bucket, Json body) {
        boolean isPublic = body.at("public").flag().orElse(false);
        boolean isMeantPublic = publicBuckets.contains(bucket);
        if (isPublic && !isMeantPublic) {
            return Finding.warning(
                    subject,
                    ErrorCode.INVALID_SETTING,
                    "it is public: whoever knows a key reads the blob, and caches keep it",
                    "make it private, or configure it as public");
        }
        if (!isPublic && isMeantPublic) {
            return Finding.failed(
                    subject,
                    ErrorCode.INVALID_SETTING,
                    "it is configured as public and is private, so its public URLs lead nowhere",
                    "make it public, or configure it as private");
        }
        String size = body.at("file_size_limit")
                .wholeNumber()
                .map(limit -> limit + " bytes")
                .orElse("the project's limit");
        String types = body.at("allowed_mime_types").isPresent()
                ? body.at("allowed_mime_types").items().stream()
                        .map(type -> type.text().orElse(""))
                        .toList()
                        .toString()
                : "any type";
        return Finding.ok(subject, (isPublic ? "public" : "private") + ", takes up to " + size + " of " + types);
    }

    /** The two halves of what an exception says. */
    private static Finding failed(String subject, ErrorCode code, MediaLifecycleException e) {
        String message = String.valueOf(e.getMessage());
        String text = message.startsWith(e.code().code())
                ? message.substring(e.code().code().length()).strip()
                : message;
        int next = text.indexOf(NEXT);
        return next < 0
                ? Finding.failed(subject, code, text, "look " + code + " up")
                : Finding.failed(subject, code, text.substring(0, next), text.substring(next + NEXT.length()));
    }
}
