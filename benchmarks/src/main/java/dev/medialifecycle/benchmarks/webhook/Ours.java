package dev.medialifecycle.benchmarks.webhook;

import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import java.time.Instant;

/** The library. */
record Ours(SignatureVerifier verifier) implements Verifying {
    static Ours standardWebhooks() {
        return of(Schemes.standardWebhooks());
    }

    static Ours stripe() {
        return of(Schemes.stripe());
    }

    @Override
    public String name() {
        return "ours, " + verifier.scheme().name();
    }

    @Override
    public boolean verifies(SignedRequest request, Instant now) {
        return verifier.verify(request.headers(), request.body(), now) instanceof Verdict.Verified;
    }

    private static Ours of(Scheme scheme) {
        return new Ours(
                SignatureVerifier.of(scheme, Secret.of(SignedRequest.SECRET)).withMaxBodyBytes(1 << 24));
    }
}
