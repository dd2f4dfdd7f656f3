package dev.medialifecycle.verifier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks for HMAC over content in which the body stands as it is. */
final class MacChecks implements Checks {
    private static final byte[] NO_SECRET = {};

    private final Scheme scheme;
    private final SignedContent content;
    private final MacKey[] keys;

    MacChecks(Scheme scheme, SignedContent content, List<byte[]> keys) {
        this.scheme = scheme;
        this.content = content;
        this.keys = keys.stream().map(MacKey::new).toArray(MacKey[]::new);
    }

    @Override
    public HeaderVerdict begin(SignedHeaders signed, Instant now, int maxBodyBytes) {
        Reason problem = signed.read(scheme, content, now);
        return problem == null ? new MacBody(this, signed, maxBodyBytes) : new Verdict.Rejected(problem);
    }

    byte[] beforeBody(SignedHeaders signed) {
        return content.beforeBody(signed, NO_SECRET);
    }

    byte[] afterBody(SignedHeaders signed) {
        return content.afterBody(signed, NO_SECRET);
    }

    /** A computation with one of the secrets that has taken in what is signed before the body. */
    Hmac begin(int secret, byte[] before) {
        Hmac mac = keys[secret].begin();
        mac.update(before);
        return mac;
    }

    /** The same with each secret but the first, null if there is no other. */
    Hmac @Nullable [] beginOthers(byte[] before) {
        if (keys.length == 1) {
            return null;
        }
        Hmac[] others = new Hmac[keys.length - 1];
        for (int other = 0; other < others.length; other++) {
            others[other] = begin(other + 1, before);
        }
        return others;
    }

    Verdict verdict(SignedHeaders signed, int match) {
        return match < 0
                ? new Verdict.Rejected(Reason.SIGNATURE_MISMATCH)
                : new Verdict.Verified(signed.id(), signed.attemptAt(scheme), match, scheme.assurance());
    }
}
