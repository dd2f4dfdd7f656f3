package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A body of which the SHA-256 is signed, in lower-case hex. */
final class HashedBody implements BodyFold {
    private final MessageDigest digest = DigestRing.digest(Algorithm.SHA256);

    @Override
    public void update(ByteBuffer bytes, Computation computation) {
        digest.update(bytes);
    }

    @Override
    public @Nullable Reason finish(Computation computation) {
        computation.update(HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
        return null;
    }
}
