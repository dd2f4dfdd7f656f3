package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * ImageKit's transformations (imagekit.io/docs/webhooks), whose jobs are named by the request that began them. Signed by its legacy
 * scheme unless {@link VendorBuilder#scheme} says {@link Schemes#imagekit}, which is unconfirmed. Nobody can be asked how one is.
 * Outputs stay as long as the account wants.
 */
public final class ImageKit {
    /** The name of the vendor. */
    public static final String NAME = "imagekit";

    private static final JobFields FIELDS = JobFields.none()
            .id("request.x_request_id")
            .status("type")
            .outputs("data.transformation.output.url", "data.url")
            .error("data.transformation.error.reason")
            .milliseconds("timings.encoding_duration");
    private static final StatusWords WORDS = StatusWords.none()
            .queued("video.transformation.accepted")
            .succeeded("video.transformation.ready", "upload.pre-transform.success", "upload.post-transform.success")
            .failed("video.transformation.error", "upload.pre-transform.error", "upload.post-transform.error")
            .onlyThose("video.transformation.", "upload.");

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(Schemes.imagekitLegacy(), FIELDS, WORDS),
            null,
            new OutputTerms(Set.of("ik.imagekit.io"), Duration.ofDays(30)),
            Patience.usual(),
            Confidence.PUBLISHED,
            "imagekit.io/docs/webhooks");

    private ImageKit() {}

    /** ImageKit, with the secret that its dashboard shows for the webhook. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
