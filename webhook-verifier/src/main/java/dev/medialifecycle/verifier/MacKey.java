package dev.medialifecycle.verifier;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key, set up once; every verification gets a {@link Mac} of its own, for a shared one is not thread-safe. */
final class MacKey {
    private final SecretKeySpec key;
    private final Mac prototype;

    MacKey(Algorithm algorithm, byte[] key) {
        this.key = new SecretKeySpec(key, algorithm.jcaName());
        this.prototype = fresh();
    }

    Mac begin() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return fresh();
        }
    }

    private Mac fresh() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            // Takes in the key's own block here, once, and not in every clone.
            mac.update(new byte[0]);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This JDK has no " + key.getAlgorithm() + ", which every Java platform must have", e);
        }
    }
}
