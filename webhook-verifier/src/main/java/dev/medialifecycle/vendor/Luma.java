package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * Luma (docs.lumalabs.ai, changelog "Callbacks and credits balance"), which signs nothing: the callback of each job is a URL that
 * nobody can guess, minted by {@link dev.medialifecycle.verifier.CapabilityUrls} under the name {@code luma}, and a callback only
 * has its API asked. It gives up after three more tries, a tenth of a second apart, and takes nothing but 200 for an answer. For how
 * long its outputs stay it does not say.
 */
public final class Luma {
    /** The name of the vendor. */
    public static final String NAME = "luma";

    private static final JobFields FIELDS = JobFields.none()
            .id("id")
            .status("state")
            .outputs("assets.video", "assets.image")
            .error("failure_reason");
    private static final StatusWords WORDS = StatusWords.none()
            .queued("queued")
            .running("dreaming")
            .succeeded("completed")
            .failed("failed");

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(null, FIELDS, WORDS),
            Api.bearer("https://api.lumalabs.ai", OneAnswer.at("/dream-machine/v1/generations/{id}", FIELDS, WORDS))
                    .forgetting(Command.of("DELETE", "/dream-machine/v1/generations/{id}")),
            new OutputTerms(Set.of("*.cdn-luma.com", "*.lumalabs.ai"), Duration.ofHours(24)),
            new Patience(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofHours(24)),
            Confidence.DOCUMENTED,
            "docs.lumalabs.ai/changelog/callbacks-and-credits-balance");

    private Luma() {}

    /** Luma, with keys of our own for callback URLs as its secrets, and a token for its API, which it cannot do without. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
