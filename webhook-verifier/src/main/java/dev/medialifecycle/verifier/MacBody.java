package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body under HMAC as it is: what most senders sign, so this makes as few objects as it can, and none before the first byte. */
final class MacBody extends BodyVerifier {
    private final MacChecks checks;
    private final SignedHeaders signed;
    private @Nullable Hmac mac;
    private Hmac @Nullable [] others;

    MacBody(MacChecks checks, SignedHeaders signed, int maxBodyBytes) {
        super(maxBodyBytes);
        this.checks = checks;
        this.signed = signed;
    }

    @Override
    void take(byte[] bytes) {
        begun().update(bytes);
        if (others != null) {
            for (Hmac other : others) {
                other.update(bytes);
            }
        }
    }

    @Override
    void take(ByteBuffer bytes) {
        int start = bytes.position();
        begun().update(bytes);
        if (others != null) {
            for (Hmac other : others) {
                bytes.position(start);
                other.update(bytes);
            }
        }
    }

    /** Compares every signature with every secret, so that the time it takes tells nothing. */
    @Override
    Verdict verdict() {
        byte[] after = checks.afterBody(signed);
        int match = Computation.NONE;
        if (others != null) {
            for (int secret = others.length; secret > 0; secret--) {
                match = isSigned(others[secret - 1], after) ? secret : match;
            }
        }
        match = isSigned(begun(), after) ? 0 : match;
        return checks.verdict(signed, match);
    }

    private boolean isSigned(Hmac done, byte[] after) {
        if (after.length > 0) {
            done.update(after);
        }
        return signed.isSignedAs(done.finish());
    }

    private Hmac begun() {
        Hmac begun = mac;
        if (begun == null) {
            byte[] before = checks.beforeBody(signed);
            begun = checks.begin(0, before);
            mac = begun;
            others = checks.beginOthers(before);
        }
        return begun;
    }
}
