package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replicate (replicate.com/docs/topics/webhooks). Its webhooks carry the prediction object and are signed by Standard Webhooks; outputs
 * are served from {@code replicate.delivery} and vanish an hour after the end (replicate.com/docs/topics/predictions/data-retention).
 */
public final class Replicate {
    /** The name of the vendor. */
    public static final String NAME = "replicate";

    private static final JobFields FIELDS = JobFields.none()
            .id("id")
            .status("status")
            .outputs("output")
            .removed("data_removed")
            .error("error")
            .seconds("metrics.predict_time")
            .logs("logs");
    // aborted: its deadline passed before it started.
    private static final StatusWords WORDS = StatusWords.none()
            .queued("starting")
            .running("processing")
            .succeeded("succeeded")
            .failed("failed")
            .canceled("canceled")
            .expired("aborted");
    private static final Api API = Api.bearer(
                    "https://api.replicate.com", OneAnswer.at("/v1/predictions/{id}", FIELDS, WORDS))
            .canceling(Command.of("POST", "/v1/predictions/{id}/cancel"));

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(Schemes.replicate(), FIELDS, WORDS),
            API,
            new OutputTerms(Set.of("replicate.delivery", "*.replicate.delivery"), Duration.ofHours(1)),
            Patience.usual(),
            Confidence.PUBLISHED,
            "replicate.com/docs/topics/webhooks");

    private Replicate() {}

    /**
     * Replicate with these secrets, as {@code GET /v1/webhooks/default/secret} shows them, and no poller; several while they rotate.
     * Throws {@link dev.medialifecycle.error.MediaLifecycleException} ML-CFG-003 for none, or one that is null, empty, malformed or
     * too short.
     */
    public static Vendor vendor(@Nullable String... secrets) {
        return builder().secrets(secrets).build();
    }

    /** Replicate with more to say; throws nothing before {@link VendorBuilder#build}. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
