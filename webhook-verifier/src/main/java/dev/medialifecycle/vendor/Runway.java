package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * Runway (docs.dev.runwayml.com/api), which sends no webhooks and wants to be asked no more than every five seconds. The URLs of its
 * outputs expire within 24 to 48 hours, on hosts of CloudFront that it does not promise. Inferred from
 * its own clients.
 */
public final class Runway {
    /** The name of the vendor. */
    public static final String NAME = "runway";

    private static final Inquiry INQUIRY = OneAnswer.at(
            "/v1/tasks/{id}",
            JobFields.none().id("id").status("status").outputs("output").error("failure", "failureCode"),
            StatusWords.none()
                    .queued("PENDING", "THROTTLED")
                    .running("RUNNING")
                    .succeeded("SUCCEEDED")
                    .failed("FAILED")
                    .canceled("CANCELLED"));

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            null,
            Api.bearer("https://api.dev.runwayml.com", INQUIRY)
                    .header("X-Runway-Version", "2024-11-06")
                    .canceling(Command.of("DELETE", "/v1/tasks/{id}"))
                    .forgetting(Command.of("DELETE", "/v1/tasks/{id}")),
            new OutputTerms(Set.of("*.cloudfront.net"), Duration.ofHours(24)),
            new Patience(Duration.ofSeconds(10), Duration.ofHours(24)),
            Confidence.INFERRED,
            "docs.dev.runwayml.com/api");

    private Runway() {}

    /** Runway, with a token for its API, which it cannot do without. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
