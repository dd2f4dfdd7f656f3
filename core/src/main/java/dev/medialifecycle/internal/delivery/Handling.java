package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.internal.delivery.Meaning.Event;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.WebhookOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be done with a delivery, by what it says, whether it is believed, and whether its job is known. */
record Handling(
        WebhookOutcome outcome,
        DeliveryState state,
        @Nullable String reason) {
    static Handling of(Meaning meaning, Optional<Job> job, boolean isBelieved) {
        if (meaning instanceof Meaning.Unreadable unreadable) {
            return new Handling(WebhookOutcome.DEAD, DeliveryState.DEAD, unreadable.why());
        }
        if (!(meaning instanceof Event event)) {
            return new Handling(WebhookOutcome.IGNORED, DeliveryState.IGNORED, "Not about a job");
        }
        if (!isBelieved) {
            return new Handling(WebhookOutcome.PARKED, DeliveryState.PARKED, Inbox.NOT_PROVED);
        }
        if (event.unknownStatus() != null) {
            String why = ErrorCode.UNKNOWN_STATUS + " Unknown status word";
            return new Handling(WebhookOutcome.IGNORED, DeliveryState.IGNORED, why);
        }
        if (event.isLeftOpen()) {
            return new Handling(WebhookOutcome.PARKED, DeliveryState.PARKED, Inbox.NOT_TOLD);
        }
        return job.isPresent()
                ? new Handling(WebhookOutcome.APPLIED, DeliveryState.APPLIED, null)
                : new Handling(WebhookOutcome.PARKED, DeliveryState.PARKED, Inbox.JOB_NOT_FOUND);
    }

    /** News of a job that had ended otherwise; why it ended is why the news is not applied. */
    static Handling tooLate(Job ended) {
        String why = ended.failure() == null ? "Job ended otherwise" : ended.failure();
        return new Handling(WebhookOutcome.TOO_LATE, DeliveryState.IGNORED, why);
    }
}
