package dev.medialifecycle.rest;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a service answered: any status is an answer. */
public final class RestAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final boolean whole;
    private final Clock clock;

    RestAnswer(int status, HttpHeaders headers, byte[] body, boolean whole, Clock clock) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.whole = whole;
        this.clock = clock;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the status says that it was done: 200 to 299. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The first header of this name, in any case. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** A copy of the body, or of its beginning if it was longer than the client reads. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as JSON; nothing if it is none, as when a gateway answers with a page for people. */
    public Json json() {
        return whole ? Json.read(body).orElse(Json.nothing()) : Json.nothing();
    }

    /** How long the service wants to be left alone by its {@code Retry-After}, given in seconds or as a date; never negative. */
    public Optional<Duration> retryAfter() {
        return header("Retry-After").map(String::strip).flatMap(this::pause);
    }

    /** The service's own clock when it answered, to the second. */
    public Optional<Instant> date() {
        return header("Date").flatMap(RestAnswer::instant);
    }

    /** The status only: bodies and headers hold tokens. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }

    private Optional<Duration> pause(String value) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return instant(value)
                .map(then -> Duration.between(clock.instant(), then))
                .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
    }

    private static Optional<Instant> instant(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
