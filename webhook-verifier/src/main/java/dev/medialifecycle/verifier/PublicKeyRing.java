package dev.medialifecycle.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Public keys for Ed25519. One check costs as much as hundreds of HMACs, and whoever knows no key can ask for it, so what one delivery
 * may cost is bounded: four keys at most, the one that was right last first, and sixteen checks.
 */
final class PublicKeyRing implements KeyRing {
    private static final int MOST_KEYS = 4;
    private static final int MOST_CHECKS = 16;
    private static final byte[] NO_SECRET = {};

    private final SignedContent content;
    private final Algorithm algorithm;
    private final KeySource source;
    private volatile @Nullable PublicKey lastGood;

    PublicKeyRing(SignedContent content, Algorithm algorithm, KeySource source) {
        this.content = content;
        this.algorithm = algorithm;
        this.source = source;
    }

    @Override
    public @Nullable Reason problem(SignedHeaders signed) {
        KeySet set = source.keys();
        if (set == null) {
            return Reason.KEYS_UNAVAILABLE;
        }
        int keys = Math.min(MOST_KEYS, set.keys().size());
        if (set.isEmptyFor(algorithm)) {
            return Reason.NO_TRUSTED_KEYS;
        }
        return keys * signed.signatureCount() > MOST_CHECKS ? Reason.TOO_MANY_SIGNATURES : null;
    }

    @Override
    public Computation begin(SignedHeaders signed) {
        return new Message(signed);
    }

    /** The JDK's Ed25519 holds the whole message anyway, and each key has to be tried on the whole of it. */
    private final class Message implements Computation {
        private final SignedHeaders signed;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Reason mismatch = Reason.SIGNATURE_MISMATCH;

        Message(SignedHeaders signed) {
            this.signed = signed;
            bytes.writeBytes(content.beforeBody(signed, NO_SECRET));
        }

        @Override
        public void update(byte[] more) {
            bytes.writeBytes(more);
        }

        @Override
        public void update(ByteBuffer more) {
            byte[] piece = new byte[more.remaining()];
            more.get(piece);
            bytes.writeBytes(piece);
        }

        @Override
        public int match() {
            bytes.writeBytes(content.afterBody(signed, NO_SECRET));
            byte[] message = bytes.toByteArray();
            KeySet set = source.keys();
            if (set == null) {
                mismatch = Reason.KEYS_UNAVAILABLE;
                return NONE;
            }
            int match = matchIn(set, null, message);
            if (match >= 0) {
                return match;
            }
            KeySet newer = source.renewed(set);
            if (newer != set) {
                return matchIn(newer, set, message);
            }
            if (source.isRenewing()) {
                mismatch = Reason.KEYS_UNAVAILABLE;
            }
            return NONE;
        }

        @Override
        public Reason mismatch() {
            return mismatch;
        }

        /** Tries the keys of a set that are not in the other one, which were tried already. */
        private int matchIn(KeySet set, @Nullable KeySet tried, byte[] message) {
            int first = set.indexOf(lastGood);
            int left = MOST_KEYS;
            for (int i = first < 0 ? 0 : -1; i < set.keys().size() && left > 0; i++) {
                PublishedKey key = set.keys().get(i < 0 ? first : i);
                boolean isNext = i < 0 || (i != first && key.algorithm() == algorithm);
                if (isNext && (tried == null || !tried.has(key.key()))) {
                    left--;
                    if (isSignedBy(key.key(), message)) {
                        lastGood = key.key();
                        return i < 0 ? first : i;
                    }
                }
            }
            return NONE;
        }

        private boolean isSignedBy(PublicKey key, byte[] message) {
            for (int i = 0; i < signed.signatureCount(); i++) {
                if (isSignature(signed.signature(i), key, message)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isSignature(byte[] signature, PublicKey key, byte[] message) {
            try {
                Signature check = Signature.getInstance(algorithm.jcaName());
                check.initVerify(key);
                check.update(message);
                return check.verify(signature);
            } catch (GeneralSecurityException e) {
                // So the JDK calls signatures that are no point or no number of the curve.
                return false;
            }
        }
    }
}
