package dev.medialifecycle.vendor;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.EventDecoder;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.util.Optional;

/** Reads deliveries of any vendor whose webhooks are JSON. */
final class PayloadDecoder implements EventDecoder {
    private final Reading reading;
    private final boolean canBeAsked;

    /** {@code canBeAsked} tells whether there is a poller to find out what a delivery leaves open. */
    PayloadDecoder(Reading reading, boolean canBeAsked) {
        this.reading = reading;
        this.canBeAsked = canBeAsked;
    }

    @Override
    public Optional<JobEvent> decode(WebhookDelivery delivery) {
        JobPayload payload = reading.read(delivery.body());
        if (!reading.words().areAboutJobs(payload.status())) {
            return Optional.empty();
        }
        VendorJobId job = Reading.job(delivery.vendor(), payload);
        News news = reading.words()
                .meaning(payload.status())
                .map(meaning -> news(meaning, payload))
                .orElseGet(() -> new News.Unknown(payload.status()));
        return Optional.of(new JobEvent(job, news, payload.report()));
    }

    @Override
    public byte[] kept(WebhookDelivery delivery) {
        return reading.kept(delivery.body());
    }

    private News news(StatusWords.Meaning meaning, JobPayload payload) {
        return canBeAsked && leavesOpen(meaning.state(), payload) ? new News.Over() : Reading.news(meaning, payload);
    }

    /** A vendor leaves outputs out that are too large, or that it no longer has: that is no success without outputs. */
    private static boolean leavesOpen(JobState state, JobPayload payload) {
        return state == JobState.ENDED || (state == JobState.SUCCEEDED && !payload.hasOutputs());
    }
}
