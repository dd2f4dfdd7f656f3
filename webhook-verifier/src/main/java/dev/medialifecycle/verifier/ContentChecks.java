package dev.medialifecycle.verifier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks for content of the scheme's own, by any algorithm and with any share of the body. */
final class ContentChecks implements Checks {
    private final Scheme scheme;
    private final SignedContent content;
    private final KeyRing keys;

    ContentChecks(Scheme scheme, SignedContent content, KeyRing keys) {
        this.scheme = scheme;
        this.content = content;
        this.keys = keys;
    }

    @Override
    public HeaderVerdict begin(SignedHeaders signed, Instant now, int maxBodyBytes) {
        Reason problem = signed.read(scheme, content, now);
        if (problem == null) {
            problem = keys.problem(signed);
        }
        return problem == null ? new ContentBody(this, signed, maxBodyBytes) : new Verdict.Rejected(problem);
    }

    /** A computation that has taken in what is signed before the body. */
    Computation begin(SignedHeaders signed) {
        return keys.begin(signed);
    }

    /** What makes of the body what is signed, null if it is signed as it is. */
    @Nullable
    BodyFold fold() {
        return BodyFold.of(content);
    }

    Verdict verdict(SignedHeaders signed, int match, @Nullable String jobId) {
        return new Verdict.Verified(signed.id(), signed.attemptAt(scheme), match, scheme.assurance(), jobId);
    }
}
