package dev.medialifecycle.verifier;

import org.jspecify.annotations.Nullable;

/** The names of a scheme's headers, prepared for a walk over all headers of a request, of which most are others. */
final class WantedHeaders {
    private static final int LAST_BIT = Long.SIZE - 1;

    private final HeaderNames names;
    // A bit for each length that one of the names has; a name of another length needs no comparing.
    private final long lengths;

    private WantedHeaders(HeaderNames names) {
        this.names = names;
        this.lengths = bit(names.id()) | bit(names.user()) | bit(names.timestamp()) | bit(names.signature());
    }

    /** The alternatives of a scheme, in their order. */
    static WantedHeaders[] of(Scheme scheme) {
        return scheme.headers().stream().map(WantedHeaders::new).toArray(WantedHeaders[]::new);
    }

    HeaderNames names() {
        return names;
    }

    boolean mayHave(String name) {
        return (lengths & bit(name)) != 0;
    }

    private static long bit(@Nullable String name) {
        return name == null ? 0 : 1L << Math.min(name.length(), LAST_BIT);
    }
}
