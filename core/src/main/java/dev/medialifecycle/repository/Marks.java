package dev.medialifecycle.repository;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small durable facts of the library's own, such as "paused"; a name has at most 200 characters, a value 1,000. */
public interface Marks {
    /** The value under a name. */
    Optional<String> find(String name);

    /** Sets or replaces it. */
    void put(String name, String value);

    /** Forgets it; idempotent. */
    void remove(String name);

    /**
     * Sets the mark to {@code next}, or forgets it where that is null, if its value is exactly {@code expected}, or if there is
     * none where that is null; false, with nothing changed, otherwise. Of many who expect the same at once, exactly one is told
     * true; another is told false or meets a {@code CONFLICT}, never before the first one's transaction has ended.
     */
    boolean replace(String name, @Nullable String expected, @Nullable String next);
}
