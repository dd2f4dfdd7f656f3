package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.AssuranceLevel;
import dev.medialifecycle.verifier.Reason;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets core verify deliveries by any scheme. The delivery id is the signed one, or the hash of the body where a scheme signs none;
 * the reason of a refusal is the name of a {@link Reason}. Thread-safe and total.
 */
public final class VerifierAdapter implements WebhookVerifier {
    private final SignatureVerifier verifier;

    private VerifierAdapter(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    /** A verifier for core that says what this one says. */
    public static VerifierAdapter of(SignatureVerifier verifier) {
        return new VerifierAdapter(verifier);
    }

    @Override
    public Verification verify(WebhookDelivery delivery, Instant now) {
        Verdict verdict = verifier.verify(delivery.headers(), delivery.body(), now);
        if (verdict instanceof Verdict.Verified verified) {
            String id = Objects.requireNonNullElseGet(verified.id(), () -> BodyHash.of(delivery.body()));
            return new Verification.Verified(id, assurance(verified.assurance()));
        }
        return refused((Verdict.Rejected) verdict);
    }

    @Override
    public Optional<Verification.Refused> refusal(WebhookDelivery bodiless, Instant now) {
        return verifier.begin(bodiless.headers(), now) instanceof Verdict.Rejected rejected
                ? Optional.of(refused(rejected))
                : Optional.empty();
    }

    private static Verification.Refused refused(Verdict.Rejected rejected) {
        Reason reason = rejected.reason();
        return new Verification.Refused(refusal(reason), reason.name());
    }

    static Assurance assurance(AssuranceLevel level) {
        return switch (level) {
            case FULL -> Assurance.FULL;
            case TIMED_BODY -> Assurance.TIMED_BODY;
            case BODY_ONLY -> Assurance.BODY_ONLY;
            case ID_ONLY -> Assurance.ID_ONLY;
            case BEARER -> Assurance.BEARER;
            case CAPABILITY_URL -> Assurance.CAPABILITY_URL;
        };
    }

    static Verification.Refusal refusal(Reason reason) {
        return switch (reason) {
            case TIMESTAMP_TOO_OLD, TIMESTAMP_IN_FUTURE -> Verification.Refusal.STALE;
            case BODY_TOO_LARGE -> Verification.Refusal.TOO_LARGE;
            case KEYS_UNAVAILABLE, NO_TRUSTED_KEYS -> Verification.Refusal.KEYS_UNAVAILABLE;
            default -> Verification.Refusal.INVALID_SIGNATURE;
        };
    }
}
