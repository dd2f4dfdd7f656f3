package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body under any algorithm, in any share of the content; nothing is computed before the first byte. */
final class ContentBody extends BodyVerifier {
    private final ContentChecks checks;
    private final SignedHeaders signed;
    private @Nullable Computation computation;
    private @Nullable BodyFold fold;

    ContentBody(ContentChecks checks, SignedHeaders signed, int maxBodyBytes) {
        super(maxBodyBytes);
        this.checks = checks;
        this.signed = signed;
    }

    @Override
    void take(byte[] bytes) {
        take(ByteBuffer.wrap(bytes));
    }

    @Override
    void take(ByteBuffer bytes) {
        Computation begun = begun();
        if (fold == null) {
            begun.update(bytes);
        } else {
            fold.update(bytes, begun);
        }
    }

    @Override
    Verdict verdict() {
        Computation begun = begun();
        Reason problem = fold == null ? null : fold.finish(begun);
        if (problem != null) {
            return new Verdict.Rejected(problem);
        }
        int match = begun.match();
        return match < 0
                ? new Verdict.Rejected(begun.mismatch())
                : checks.verdict(signed, match, fold == null ? null : fold.jobId());
    }

    private Computation begun() {
        Computation begun = computation;
        if (begun == null) {
            begun = checks.begin(signed);
            computation = begun;
            fold = checks.fold();
        }
        return begun;
    }
}
