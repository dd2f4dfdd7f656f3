package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * Leonardo (docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature), which signs nothing and repeats a token: a callback only has
 * its API asked. Its callbacks hold the account's keys in {@code data.object.apiKey}, which are
 * left out of what is stored. For how long its outputs stay it does not say.
 */
public final class Leonardo {
    /** The name of the vendor. */
    public static final String NAME = "leonardo";

    private static final StatusWords WORDS =
            StatusWords.none().queued("PENDING").succeeded("COMPLETE").failed("FAILED");
    private static final Inquiry INQUIRY = OneAnswer.at(
            "/api/rest/v1/generations/{id}",
            JobFields.none()
                    .id("generations_by_pk.id")
                    .status("generations_by_pk.status")
                    .outputs(
                            "generations_by_pk.generated_images.motionMP4URL",
                            "generations_by_pk.generated_images.url"),
            WORDS);

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(
                    Schemes.leonardo(),
                    JobFields.none()
                            .id("data.object.id")
                            .status("data.object.status")
                            .outputs("data.object.images.motionMP4URL", "data.object.images.url")
                            .secrets("data.object.apiKey"),
                    WORDS),
            Api.bearer("https://cloud.leonardo.ai", INQUIRY)
                    .forgetting(Command.of("DELETE", "/api/rest/v1/generations/{id}")),
            new OutputTerms(Set.of("cdn.leonardo.ai"), Duration.ofDays(7)),
            new Patience(Duration.ofMinutes(5), Duration.ofHours(24)),
            Confidence.DOCUMENTED,
            "docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature");

    private Leonardo() {}

    /** Leonardo, with the webhook callback key as its secret, and a token for its API, which it cannot do without. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
