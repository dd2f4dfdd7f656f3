package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import java.util.List;

/** Secrets for HMAC. */
final class MacRing implements KeyRing {
    private static final byte[] NO_SECRET = {};

    private final SignedContent content;
    private final MacKey[] keys;

    MacRing(SignedContent content, List<byte[]> keys) {
        this.content = content;
        this.keys = keys.stream().map(MacKey::new).toArray(MacKey[]::new);
    }

    @Override
    public Computation begin(SignedHeaders signed) {
        byte[] before = content.beforeBody(signed, NO_SECRET);
        Hmac[] macs = new Hmac[keys.length];
        for (int secret = 0; secret < macs.length; secret++) {
            macs[secret] = keys[secret].begin();
            macs[secret].update(before);
        }
        return new Macs(content, signed, macs);
    }

    private record Macs(SignedContent content, SignedHeaders signed, Hmac[] macs) implements Computation {
        @Override
        public void update(byte[] bytes) {
            for (Hmac mac : macs) {
                mac.update(bytes);
            }
        }

        @Override
        public void update(ByteBuffer bytes) {
            int start = bytes.position();
            for (Hmac mac : macs) {
                bytes.position(start);
                mac.update(bytes);
            }
        }

        /** Compares every signature with every secret, so that the time it takes tells nothing. */
        @Override
        public int match() {
            byte[] after = content.afterBody(signed, NO_SECRET);
            int match = NONE;
            for (int secret = macs.length - 1; secret >= 0; secret--) {
                if (after.length > 0) {
                    macs[secret].update(after);
                }
                match = signed.isSignedAs(macs[secret].finish()) ? secret : match;
            }
            return match;
        }
    }
}
