package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Secrets that are part of the content of a plain hash. */
final class DigestRing implements KeyRing {
    private final SignedContent content;
    private final Algorithm algorithm;
    private final List<byte[]> secrets;

    DigestRing(SignedContent content, Algorithm algorithm, List<byte[]> secrets) {
        this.content = content;
        this.algorithm = algorithm;
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public Computation begin(SignedHeaders signed) {
        MessageDigest[] digests = new MessageDigest[secrets.size()];
        for (int secret = 0; secret < digests.length; secret++) {
            digests[secret] = digest(algorithm);
            digests[secret].update(content.beforeBody(signed, secrets.get(secret)));
        }
        return new Digests(this, signed, digests);
    }

    /** A fresh digest by the name of an algorithm that every JDK has. */
    static MessageDigest digest(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.jcaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "This JDK has no " + algorithm.jcaName() + ", which every Java platform must have", e);
        }
    }

    private record Digests(DigestRing ring, SignedHeaders signed, MessageDigest[] digests) implements Computation {
        @Override
        public void update(byte[] bytes) {
            for (MessageDigest digest : digests) {
                digest.update(bytes);
            }
        }

        @Override
        public void update(ByteBuffer bytes) {
            int start = bytes.position();
            for (MessageDigest digest : digests) {
                bytes.position(start);
                digest.update(bytes);
            }
        }

        /** Compares every signature with every secret, so that the time it takes tells nothing. */
        @Override
        public int match() {
            int match = NONE;
            for (int secret = digests.length - 1; secret >= 0; secret--) {
                digests[secret].update(ring.content.afterBody(signed, ring.secrets.get(secret)));
                match = signed.isSignedAs(digests[secret].digest()) ? secret : match;
            }
            return match;
        }
    }
}
