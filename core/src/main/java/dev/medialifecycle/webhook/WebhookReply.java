package dev.medialifecycle.webhook;

import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobStatus;
import org.jspecify.annotations.Nullable;

/** The answer to one HTTP attempt, for any web stack: status and JSON body. It says no more than the sender may know. */
public record WebhookReply(
        WebhookOutcome outcome,
        @Nullable JobId jobId,
        @Nullable JobStatus status,
        @Nullable String reason) {

    /** The HTTP status. */
    public int httpStatus() {
        return outcome.httpStatus();
    }

    /** The content type of {@link #body}. */
    public String contentType() {
        return "application/json";
    }
}
