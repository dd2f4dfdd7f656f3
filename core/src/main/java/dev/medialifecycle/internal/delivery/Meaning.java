package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a verified delivery says. */
sealed interface Meaning {
    /** A fact about a job. */
    record Event(JobEvent event) implements Meaning {
        /** The status as it was told, and how many outputs with it. */
        String said() {
            if (event.news() instanceof News.Running running) {
                return "status=" + running.status().name().toLowerCase(Locale.ROOT) + " outputs=0";
            }
            if (event.news() instanceof News.Ended ended) {
                int outputs = ended.outcome() instanceof JobOutcome.Succeeded succeeded
                        ? succeeded.outputs().size()
                        : 0;
                String word = ended.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
                return "status=" + word + " outputs=" + outputs;
            }
            return "status=unknown outputs=0";
        }

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

    /** One line for people, without anything that opens a door. */
    default String summary() {
        if (!(this instanceof Event told)) {
            return this instanceof Unreadable ? "unreadable" : "not about a job";
        }
        String id = told.event().vendorJobId().id().replaceAll("\\p{Cntrl}", "?");
        return "prediction=" + id + " " + told.said();
    }

    /** The job it is about, if it is about one that we know. */
    default Optional<Job> job(Transaction tx) {
        return this instanceof Event event ? tx.jobs().find(event.event().vendorJobId()) : Optional.empty();
    }
}
