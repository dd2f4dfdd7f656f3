package dev.medialifecycle.internal.work;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome.Succeeded;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Outputs that a vendor sends as bytes instead of a URL. A job's row does not hold megabytes: it says where they are, which is the
 * stored delivery that brought them, or the vendor, which is asked again.
 */
public final class InlineOutputs {
    private static final String IN_DELIVERY = "delivery";
    private static final String AT_VENDOR = "vendor";
    /** What a URL may be long; shorter ones stay in the row. */
    private static final int LONGEST_IN_ROW = 2_000;

    private final State state;
    private final Policies policies;

    /** Wired once. */
    public InlineOutputs(Ground ground) {
        this.state = ground.state();
        this.policies = ground.policies();
    }

    /** The same event, its inline outputs told by where in this delivery they are. */
    public static JobEvent in(DeliveryId delivery, JobEvent event) {
        return referring(event, IN_DELIVERY + ":" + delivery);
    }

    /** The same event, its inline outputs told by where in the vendor's answer they are. */
    static JobEvent polled(JobEvent event) {
        return referring(event, AT_VENDOR + ":answer");
    }

    private static JobEvent referring(JobEvent event, String place) {
        if (!(event.news() instanceof News.Ended ended) || !(ended.outcome() instanceof Succeeded succeeded)) {
            return event;
        }
        List<URI> outputs = new ArrayList<>();
        for (URI output : succeeded.outputs()) {
            boolean isLong =
                    isInline(output) && output.getRawSchemeSpecificPart().length() > LONGEST_IN_ROW;
            outputs.add(isLong ? URI.create(place + "#" + outputs.size()) : output);
        }
        return new JobEvent(event.vendorJobId(), new News.Ended(new Succeeded(outputs)), event.report());
    }

    /** Whether these are bytes and not a place. */
    static boolean isInline(URI source) {
        return "data".equalsIgnoreCase(source.getScheme());
    }

    /** Until when the delivery that holds them is kept, for outputs that a delivery holds. */
    static Optional<Instant> keptUntil(Transaction tx, URI source) {
        return IN_DELIVERY.equals(source.getScheme())
                ? tx.deliveries().find(idOf(source)).map(StoredDelivery::keepUntil)
                : Optional.empty();
    }

    /** The bytes that a reference stands for, as a {@code data:} URL; any other source as it is. */
    URI resolve(Job job, URI source) {
        String scheme = String.valueOf(source.getScheme());
        if (!scheme.equals(IN_DELIVERY) && !scheme.equals(AT_VENDOR)) {
            return source;
        }
        Vendor vendor = policies.vendor(job.vendor());
        Optional<JobEvent> event =
                scheme.equals(IN_DELIVERY) ? delivered(vendor, job, source) : Polling.ask(vendor, job);
        return event.map(JobEvent::news)
                .filter(News.Ended.class::isInstance)
                .map(news -> ((News.Ended) news).outcome())
                .filter(Succeeded.class::isInstance)
                .map(outcome -> ((Succeeded) outcome).outputs())
                .flatMap(outputs -> at(outputs, source))
                .filter(InlineOutputs::isInline)
                .orElseThrow(() -> new MediaLifecycleException(
                        ErrorCode.OUTPUT_EXPIRED,
                        ErrorKind.NOT_FOUND,
                        "An output of job " + job.id() + " came as bytes, and its " + scheme + " has them no more"));
    }

    /** A delivery about another job is none of ours, whatever a vendor may have written. */
    private Optional<JobEvent> delivered(Vendor vendor, Job job, URI source) {
        VendorJobId known = job.vendorJobId();
        return state.own(tx -> tx.deliveries().find(idOf(source)))
                .filter(delivery -> delivery.vendor().equals(job.vendor()))
                .flatMap(delivery ->
                        vendor.decoder().decode(new WebhookDelivery(vendor.name(), Map.of(), delivery.body())))
                .filter(event -> event.vendorJobId().equals(known));
    }

    private static Optional<URI> at(List<URI> outputs, URI source) {
        int index = Integer.parseInt(source.getFragment());
        return index < outputs.size() ? Optional.of(outputs.get(index)) : Optional.empty();
    }

    private static DeliveryId idOf(URI source) {
        return new DeliveryId(UUID.fromString(source.getSchemeSpecificPart()));
    }
}
