package dev.medialifecycle.repository;

import java.util.Optional;

/** Small durable facts of the library's own, such as "paused"; a name has at most 200 characters, a value 1,000. */
public interface Marks {
    /** The value under a name. */
    Optional<String> find(String name);

    /** Sets or replaces it. */
    void put(String name, String value);

    /** Forgets it; idempotent. */
    void remove(String name);
}
