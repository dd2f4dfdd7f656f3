package dev.medialifecycle.verifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Public keys that were configured, and stay as they are. */
final class FixedKeys extends KeySource {
    private final KeySet keys;

    private FixedKeys(KeySet keys) {
        this.keys = keys;
    }

    /** The Ed25519 keys of these bytes; throws {@link UnusableSecretException} for one that nothing should be verified with. */
    static FixedKeys ed25519(List<byte[]> keys) {
        return new FixedKeys(new KeySet(keys.stream().map(FixedKeys::usable).toList()));
    }

    @Override
    @Nullable
    KeySet keys() {
        return keys;
    }

    @Override
    KeySet renewed(KeySet used) {
        return used;
    }

    @Override
    boolean isRenewing() {
        return false;
    }

    private static PublishedKey usable(byte[] bytes) {
        PublishedKey key = Ed25519Keys.usable(null, bytes);
        if (key == null) {
            throw new UnusableSecretException(
                    Reason.CONFIG_MALFORMED_SECRET,
                    "The public key is not 32 bytes of a proper Ed25519 key. Copy it again, whole.");
        }
        return key;
    }
}
