package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * WaveSpeed (wavespeed.ai/docs/how-to-use-webhooks). It has the headers of Standard Webhooks and another signature in them; what its
 * page gives as an example cannot be reproduced. Predictions and outputs stay for seven days (wavespeed.ai/docs/what-are-predictions).
 */
public final class WaveSpeed {
    /** The name of the vendor. */
    public static final String NAME = "wavespeed";

    // The last three are in its clients and on no page.
    private static final StatusWords WORDS = StatusWords.none()
            .queued("created")
            .running("processing")
            .succeeded("completed")
            .failed("failed")
            .canceled("cancelled")
            .expired("timeout")
            .with(JobState.NO_SUCH_JOB, "deleted");
    private static final Inquiry INQUIRY = OneAnswer.at(
            "/api/v3/predictions/{id}/result",
            JobFields.none()
                    .id("data.id")
                    .status("data.status")
                    .outputs("data.outputs")
                    .error("data.error")
                    .milliseconds("data.timings.inference"),
            WORDS);

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(
                    Schemes.wavespeed(),
                    JobFields.none()
                            .id("id")
                            .status("status")
                            .outputs("outputs")
                            .error("error")
                            .milliseconds("timings.inference"),
                    WORDS),
            Api.bearer("https://api.wavespeed.ai", INQUIRY)
                    .forgetting(Command.of("POST", "/api/v3/predictions/delete").body("{\"ids\":[\"{id}\"]}")),
            new OutputTerms(
                    Set.of(
                            "wavespeed.ai",
                            "*.wavespeed.ai",
                            "d2p7pge43lyniu.cloudfront.net",
                            "d1q70pf5vjeyhc.cloudfront.net"),
                    Duration.ofDays(7)),
            Patience.usual(),
            Confidence.DOCUMENTED,
            "wavespeed.ai/docs/how-to-use-webhooks");

    private WaveSpeed() {}

    /** WaveSpeed, with the secret that {@code GET /api/v3/webhook/secret} shows. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
