package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * Cloudinary's asynchronous uploads and eager transformations (cloudinary.com/documentation/notifications), whose jobs are named by
 * their {@code batch_id}, or else the {@code public_id}. Signed with SHA-256, which the account has to be set to. Nobody can be asked
 * how one is. Outputs stay as long as the account wants.
 */
public final class Cloudinary {
    /** The name of the vendor. */
    public static final String NAME = "cloudinary";

    private static final JobFields FIELDS = JobFields.none()
            .id("batch_id", "public_id")
            .status("notification_type")
            .outputs("secure_url", "eager.secure_url")
            .error("error.message", "eager.reason");
    private static final StatusWords WORDS =
            StatusWords.none().succeeded("upload", "eager").failed("error").onlyThose("upload", "eager", "error");

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(Schemes.cloudinary(), FIELDS, WORDS),
            null,
            new OutputTerms(Set.of("res.cloudinary.com"), Duration.ofDays(30)),
            Patience.usual(),
            Confidence.DOCUMENTED,
            "cloudinary.com/documentation/notifications");

    private Cloudinary() {}

    /** Cloudinary, with the API secret of the account as its secret. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
