package dev.medialifecycle.relocation;

import java.util.Optional;

/**
 * Which blobs are meant, and what each is called at its new place. Always gives the same answer for the same key, and no two keys
 * the same one: of two blobs that would get one key, the second is not moved.
 */
@FunctionalInterface
public interface KeyRule {
    /** The key at the new place; empty for a blob that stays where it is. */
    Optional<String> keyFor(String key);

    /** Every blob, under the key that it has. */
    static KeyRule same() {
        return Optional::of;
    }

    /**
     * Such as <code>{user}/video-*</code> to <code>{user}/saved/</code>. A segment is text, a <code>{name}</code> for any text, or
     * text that ends in one <code>*</code> for the rest of the segment; at most one <code>*</code> in all. {@code from} ends in a
     * slash to mean everything below. {@code to} ends in a slash to keep what a blob is called: its last segment, or all that is
     * below. Refuses with {@code ML-CFG-004} what could give two blobs one key.
     */
    static KeyRule pattern(String from, String to) {
        return new KeyPattern(from, to);
    }
}
