package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.job.Job;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a verified delivery says. */
sealed interface Meaning {
    /** A fact about a job. */
    record Event(JobEvent event) implements Meaning {
        /** The vendor's word, if its profile does not know it. */
        @Nullable
        String unknownStatus() {
            return event.news() instanceof News.Unknown unknown ? unknown.status() : null;
        }

        /** Whether the vendor has to be asked for the rest. */
        boolean isLeftOpen() {
            return event.news() instanceof News.Over;
        }
    }

    /** Something else. */
    record NotAboutAJob() implements Meaning {}

    /** Nothing that can be read. */
    record Unreadable(String why) implements Meaning {}

    /** Decodes a delivery that has been verified. */
    static Meaning of(Vendor vendor, WebhookDelivery delivery) {
        try {
            return vendor.decoder()
                    .decode(delivery)
                    .<Meaning>map(event -> event.vendorJobId().vendor().equals(vendor.name())
                            ? new Event(event)
                            : new Unreadable("its decoder names another vendor"))
                    .orElseGet(NotAboutAJob::new);
        } catch (UnreadableDeliveryException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** The job it is about, if it is about one that we know. */
    default Optional<Job> job(Transaction tx) {
        return this instanceof Event event ? tx.jobs().find(event.event().vendorJobId()) : Optional.empty();
    }
}
