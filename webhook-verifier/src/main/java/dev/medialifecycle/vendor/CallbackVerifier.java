package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.CapabilityUrls;
import dev.medialifecycle.verifier.Verdict;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.time.Instant;

/** For vendors that sign nothing: whoever knows the URL of a job was told it by us. */
final class CallbackVerifier implements WebhookVerifier {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final CapabilityUrls urls;

    CallbackVerifier(CapabilityUrls urls) {
        this.urls = urls;
    }

    @Override
    public Verification verify(WebhookDelivery delivery, Instant now) {
        String token = delivery.token();
        if (token == null) {
            return refused(Verification.Refusal.INVALID_SIGNATURE, "NO_TOKEN");
        }
        Verdict verdict = urls.verify(token, now);
        if (verdict instanceof Verdict.Rejected rejected) {
            return refused(
                    VerifierAdapter.refusal(rejected.reason()),
                    rejected.reason().name());
        }
        if (delivery.body().length > MAX_BODY_BYTES) {
            return refused(Verification.Refusal.TOO_LARGE, "BODY_TOO_LARGE");
        }
        return new Verification.Verified(BodyHash.of(delivery.body()), Assurance.CAPABILITY_URL);
    }

    private static Verification.Refused refused(Verification.Refusal refusal, String reason) {
        return new Verification.Refused(refusal, reason);
    }
}
