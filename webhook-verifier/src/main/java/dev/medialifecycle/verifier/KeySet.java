package dev.medialifecycle.verifier;

import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usable public keys of one sender at one time. */
record KeySet(List<PublishedKey> keys) {
    KeySet {
        keys = List.copyOf(keys);
    }

    boolean isEmptyFor(Algorithm algorithm) {
        return keys.stream().noneMatch(k -> k.algorithm() == algorithm);
    }

    boolean has(PublicKey key) {
        return keys.stream().anyMatch(k -> k.key().equals(key));
    }

    /** The index of the key of this name and kind, or {@link Computation#NONE}. */
    int indexOf(String id, Algorithm algorithm) {
        for (int i = 0; i < keys.size(); i++) {
            PublishedKey key = keys.get(i);
            if (key.algorithm() == algorithm && id.equals(key.id())) {
                return i;
            }
        }
        return Computation.NONE;
    }

    /** The index of this very key, or {@link Computation#NONE}. */
    int indexOf(@Nullable PublicKey wanted) {
        for (int i = 0; wanted != null && i < keys.size(); i++) {
            if (keys.get(i).key().equals(wanted)) {
                return i;
            }
        }
        return Computation.NONE;
    }
}
