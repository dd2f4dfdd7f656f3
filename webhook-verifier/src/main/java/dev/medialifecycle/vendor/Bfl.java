package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * Black Forest Labs (docs.bfl.ai; its webhooks only in github.com/black-forest-labs/skills). Outputs are gone after ten minutes, and a
 * webhook that is not answered is sent three more times within 36 seconds, so its API is asked every minute. Inferred, for
 * its pages say less than its skills.
 */
public final class Bfl {
    /** The name of the vendor. */
    public static final String NAME = "bfl";

    private static final JobFields FIELDS =
            JobFields.none().id("id").status("status").outputs("result.sample").error("message", "error");
    private static final StatusWords WORDS = StatusWords.none()
            .queued("Pending")
            .succeeded("Ready")
            .failed("Error")
            .failedBecause("Request Moderated", "The request was moderated")
            .failedBecause("Content Moderated", "The content was moderated")
            .with(JobState.NO_SUCH_JOB, "Task not found");

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(Schemes.bfl(), FIELDS, WORDS),
            Api.bearer("https://api.bfl.ai", OneAnswer.at("/v1/get_result?id={id}", FIELDS, WORDS))
                    .token("x-key", ""),
            new OutputTerms(Set.of("*.bfl.ai", "bfldeliveryprod.blob.core.windows.net"), Duration.ofMinutes(10)),
            new Patience(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofHours(24)),
            Confidence.INFERRED,
            "docs.bfl.ai");

    private Bfl() {}

    /** Black Forest Labs, with the {@code webhook_secret} that orders name as its secret. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
