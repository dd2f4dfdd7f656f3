package dev.medialifecycle.verifier;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers that carry a message's id, its time, its signatures and the user it is for, in any case. {@code id}, {@code timestamp}
 * or {@code user} is null if the scheme signs none; {@code timestamp} may be the same header as {@code signature}.
 */
public record HeaderNames(
        @Nullable String id,
        @Nullable String timestamp,
        String signature,
        @Nullable String user) {
    /** Refuses names that are not HTTP tokens. */
    public HeaderNames {
        Stream.of(id, timestamp, signature, user).filter(Objects::nonNull).forEach(HeaderNames::requireToken);
    }

    /** The names of a scheme that signs no user. */
    public HeaderNames(@Nullable String id, @Nullable String timestamp, String signature) {
        this(id, timestamp, signature, null);
    }

    private static void requireToken(String name) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("Not the name of a header: \"" + name + "\"");
        }
    }
}
