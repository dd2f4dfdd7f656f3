package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * fal (docs.fal.ai/model-apis/webhooks and …/queue): signed by Ed25519 with keys that fal publishes. A result that is too large for a
 * webhook is left out of it, and its API is asked; for that it wants the model in the address, see {@link VendorBuilder#model}.
 * Outputs stay for seven days at least, the answer that lists them for an hour or less.
 */
public final class Fal {
    /** The name of the vendor. */
    public static final String NAME = "fal";

    private static final JobFields WEBHOOK = JobFields.none()
            .id("request_id")
            .status("status")
            .outputs("payload")
            .error("payload.detail.msg", "payload.detail", "error", "payload_error")
            .seconds("payload.timings.inference");
    private static final StatusWords WEBHOOK_WORDS =
            StatusWords.none().succeeded("OK").failed("ERROR");
    private static final JobFields QUEUE =
            JobFields.none().id("request_id").status("status").error("error").seconds("metrics.inference_time");
    private static final StatusWords QUEUE_WORDS =
            StatusWords.none().queued("IN_QUEUE").running("IN_PROGRESS").with(JobState.ENDED, "COMPLETED");
    private static final JobFields RESULT = JobFields.none()
            .outputs("images", "image", "video", "videos", "audio", "audio_url", "audio_file", "model_mesh", "output")
            .error("detail.msg", "detail");
    private static final Inquiry INQUIRY = OneAnswer.at("/{application}/requests/{id}/status", QUEUE, QUEUE_WORDS)
            .then(OutputAnswer.json("/{application}/requests/{id}", RESULT));

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(Schemes.fal(), WEBHOOK, WEBHOOK_WORDS),
            Api.bearer("https://queue.fal.run", INQUIRY)
                    .token("Authorization", "Key ")
                    .canceling(Command.of("PUT", "/{application}/requests/{id}/cancel")),
            new OutputTerms(Set.of("fal.media", "*.fal.media"), Duration.ofDays(7)),
            new Patience(Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofHours(24)),
            Confidence.DOCUMENTED,
            "docs.fal.ai/model-apis/webhooks");

    private Fal() {}

    /** fal, whose keys are fetched from its own address unless {@link VendorBuilder#keys} says otherwise. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
