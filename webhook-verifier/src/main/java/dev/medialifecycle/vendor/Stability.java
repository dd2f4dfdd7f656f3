package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * Stability (platform.stability.ai/docs/api-reference, asynchronous generations), which sends no webhooks and keeps results for 24
 * hours. Results stand in its answers, in base64. Where it keeps them depends on what was ordered, see {@link VendorBuilder#model}. Inferred
 * from its reference and from clients of others.
 */
public final class Stability {
    /** The name of the vendor. */
    public static final String NAME = "stability";

    private static final Inquiry INQUIRY = OneAnswer.at(
            "/v2beta/{model}/{id}",
            JobFields.none().status("finish_reason", "status").base64("result", "image", "video", "audio"),
            StatusWords.none()
                    .running("in-progress")
                    .succeeded("SUCCESS")
                    .failedBecause("CONTENT_FILTERED", "The content was filtered"));

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            null,
            Api.bearer("https://api.stability.ai", INQUIRY).model("results"),
            new OutputTerms(Set.of("*.stability.ai"), Duration.ofHours(24)),
            new Patience(Duration.ofSeconds(15), Duration.ofHours(24)),
            Confidence.INFERRED,
            "platform.stability.ai/docs/api-reference");

    private Stability() {}

    /** Stability, with a token for its API, which it cannot do without; its results are looked for under {@code results}. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
