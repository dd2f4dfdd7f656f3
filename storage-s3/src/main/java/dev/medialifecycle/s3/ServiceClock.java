package dev.medialifecycle.s3;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Compares this machine's clock with the one that stands in every answer. */
final class ServiceClock {
    /** What signatures bear. */
    private static final Duration MOST = Duration.ofMinutes(15);
    /** More than answers take, and enough to matter to ages and short-lived URLs. */
    private static final Duration NOTABLE = Duration.ofMinutes(2);

    private final String provider;
    private final Clock clock;

    ServiceClock(String provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** Adds what the answer's date says, once. */
    void read(SdkHttpResponse answer, List<Finding> findings) {
        String subject = provider + " clock";
        if (findings.stream().anyMatch(finding -> finding.subject().equals(subject))) {
            return;
        }
        answer.firstMatchingHeader("Date").ifPresent(date -> {
            try {
                findings.add(finding(subject, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeException e) {
                findings.add(Finding.skipped(subject, "the service sends no date that can be read"));
            }
        });
    }

    private Finding finding(String subject, ZonedDateTime theirs) {
        Duration skew = Duration.between(theirs.toInstant(), clock.instant()).abs();
        if (skew.compareTo(NOTABLE) < 0) {
            return Finding.ok(subject, "agrees with the service's");
        }
        String text = "is " + skew.toSeconds() + " seconds away from the service's";
        String next = "synchronise this machine's clock";
        return skew.compareTo(MOST) < 0
                ? Finding.warning(subject, ErrorCode.CLOCK_SKEW, text, next)
                : Finding.failed(subject, ErrorCode.CLOCK_SKEW, text, next);
    }
}
