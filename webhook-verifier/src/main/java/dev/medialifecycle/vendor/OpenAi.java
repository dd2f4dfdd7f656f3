package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * OpenAI (platform.openai.com/docs/guides/webhooks): background responses with generated images, and videos. Its events say that
 * something ended and hold nothing else, so its API is always asked; what else it sends events of is not about a job. Both sorts of
 * outputs need the token to be had, so they come inline, up to 32 MB. Events of videos are on its pages, and in none of its clients.
 */
public final class OpenAi {
    /** The name of the vendor. */
    public static final String NAME = "openai";

    private static final StatusWords EVENTS = StatusWords.none()
            .with(
                    JobState.ENDED,
                    "response.completed",
                    "response.failed",
                    "response.incomplete",
                    "video.completed",
                    "video.failed")
            .canceled("response.cancelled")
            .onlyThose("response.", "video.");
    private static final Inquiry RESPONSES = OneAnswer.at(
            "/v1/responses/{id}",
            JobFields.none()
                    .id("id")
                    .status("status")
                    .base64("output.result")
                    .error("error.message", "incomplete_details.reason"),
            StatusWords.none()
                    .queued("queued")
                    .running("in_progress")
                    .succeeded("completed")
                    .failed("failed", "incomplete")
                    .canceled("cancelled"));
    private static final Inquiry VIDEOS = OneAnswer.at(
                    "/v1/videos/{id}",
                    JobFields.none().id("id").status("status").error("error.message"),
                    StatusWords.none()
                            .queued("queued")
                            .running("in_progress")
                            .with(JobState.ENDED, "completed")
                            .failed("failed"))
            .then(OutputAnswer.bytes("/v1/videos/{id}/content"));

    static final VendorProfile PROFILE = new VendorProfile(
            NAME,
            new Webhooks(Schemes.openai(), JobFields.none().id("data.id").status("type"), EVENTS),
            Api.bearer("https://api.openai.com", new ByPrefix(Map.of("resp_", RESPONSES, "video_", VIDEOS)))
                    .canceling(Command.of("POST", "/v1/responses/{id}/cancel").onlyFor("resp_")),
            new OutputTerms(Set.of("*.openai.com"), Duration.ofHours(1)),
            Patience.usual().rememberingFor(Duration.ofHours(72)),
            Confidence.PUBLISHED,
            "platform.openai.com/docs/guides/webhooks");

    private OpenAi() {}

    /** OpenAI, with the secret that it shows for the endpoint, and a token for its API, which it cannot do without. */
    public static VendorBuilder builder() {
        return new VendorBuilder(PROFILE);
    }
}
