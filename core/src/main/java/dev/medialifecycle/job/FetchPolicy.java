package dev.medialifecycle.job;

import java.time.Duration;

/** How outputs are fetched: how long one request may take as a whole, and which addresses it may go to. */
public record FetchPolicy(Duration connectTimeout, Duration totalTimeout, Addresses addresses) {
    /** Where an output's URL may lead. */
    public enum Addresses {
        /** https to public addresses only. */
        PUBLIC_HTTPS,
        /** Also http to loopback, for tests and stories against fake vendors on this machine; never for production. */
        LOOPBACK_FOR_TESTS
    }

    /** Five seconds to connect, ten minutes in all, public addresses over https. */
    public static FetchPolicy usual() {
        return new FetchPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Addresses.PUBLIC_HTTPS);
    }

    /** The same times, with http to loopback allowed: for fake vendors only. */
    public FetchPolicy allowingLoopback() {
        return new FetchPolicy(connectTimeout, totalTimeout, Addresses.LOOPBACK_FOR_TESTS);
    }
}
