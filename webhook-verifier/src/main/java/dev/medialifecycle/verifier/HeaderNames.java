package dev.medialifecycle.verifier;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers that carry a message's id, its time and its signatures, in any case. {@code id} or {@code timestamp} is null if the
 * scheme signs none; {@code timestamp} may be the same header as {@code signature}.
 */
public record HeaderNames(@Nullable String id, @Nullable String timestamp, String signature) {
    /** Refuses names that are not HTTP tokens. */
    public HeaderNames {
        Stream.of(id, timestamp, signature).filter(Objects::nonNull).forEach(HeaderNames::requireToken);
    }

    private static void requireToken(String name) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("Not the name of a header: \"" + name + "\"");
        }
    }
}
