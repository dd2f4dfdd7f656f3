package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.delivery.Meaning.Event;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.internal.work.JobMoves;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.Verification.Refused;
import dev.medialifecycle.webhook.Verification.Verified;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verify, store, answer: an answer of 2xx is given only for what is durable. */
public final class Inbox {
    static final String JOB_NOT_FOUND = "Job not found";
    static final String NOT_PROVED = "Not proved, the vendor is asked";
    static final String NOT_TOLD = "Not told how it ended, the vendor is asked";

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private final State state;
    private final Announcer announcer;
    private final Policies policies;
    private final JobMoves moves;
    private final int maxBodyBytes;

    /** Bodies over {@code maxBodyBytes} are refused before anything is computed over them. */
    public Inbox(Ground ground, JobMoves moves, int maxBodyBytes) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.policies = ground.policies();
        this.moves = moves;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** What to answer the sender of this delivery. */
    public WebhookReply receive(WebhookDelivery delivery) {
        WebhookReply reply = answer(delivery);
        LOG.info(
                "Delivery from {}: {} job={} status={}",
                delivery.vendor(),
                reply.outcome(),
                reply.jobId(),
                reply.status());
        announcer.tell(new MediaEvent.DeliveryHandled(delivery.vendor(), reply.outcome(), reply.reason()));
        return reply;
    }

    private WebhookReply answer(WebhookDelivery delivery) {
        Vendor vendor = policies.vendors().get(delivery.vendor());
        if (vendor == null) {
            return refused(WebhookOutcome.UNKNOWN_VENDOR, "Unknown vendor");
        }
        if (delivery.body().length > maxBodyBytes) {
            return refused(WebhookOutcome.TOO_LARGE, "Body too large");
        }
        Verification verification = vendor.verifier().verify(delivery, state.now());
        if (verification instanceof Refused refused) {
            return refusal(delivery, refused);
        }
        // Law 2: nothing unverified is decoded.
        return store(vendor, delivery, (Verified) verification);
    }

    private WebhookReply store(Vendor vendor, WebhookDelivery delivery, Verified verified) {
        Meaning meaning = Meaning.of(vendor, delivery);
        try {
            // Law 3: first sight, the job's change and its effects are one commit, and the answer comes after it.
            return state.own(tx -> firstSight(tx, vendor, delivery, verified, meaning));
        } catch (MediaLifecycleException e) {
            LOG.error("Delivery from {} could not be stored; the vendor is asked to send it again", vendor.name(), e);
            return refused(WebhookOutcome.NOT_STORED, "Not stored, please send again");
        }
    }

    private WebhookReply firstSight(
            Transaction tx, Vendor vendor, WebhookDelivery delivery, Verified verified, Meaning meaning) {
        Optional<Job> job = meaning.job(tx);
        Handling handling = handling(
                meaning, job, verified.assurance().isAtLeast(vendor.trust().believed()));
        StoredDelivery stored = new StoredDelivery(
                new DeliveryId(state.newId()),
                delivery.vendor(),
                verified.deliveryId(),
                delivery.body(),
                handling.state(),
                meaning instanceof Event event ? event.event().vendorJobId() : null,
                handling.reason(),
                verified.assurance(),
                state.now(),
                state.now().plus(vendor.patience().retryHorizon()));
        if (!tx.deliveries().insert(stored)) {
            return about(WebhookOutcome.DUPLICATE, job, null);
        }
        if (handling.state() == DeliveryState.PARKED) {
            Instant firstLook = job.isPresent() ? state.now() : state.now().plus(FIRST_LOOK);
            state.add(tx, new Effect.ApplyDelivery(stored.id()), firstLook);
            return refused(handling.outcome(), String.valueOf(handling.reason()));
        }
        if (handling.state() == DeliveryState.APPLIED && meaning instanceof Event event && job.isPresent()) {
            moves.apply(tx, job.get(), event.event());
        }
        return about(handling.outcome(), job.flatMap(before -> tx.jobs().find(before.id())), handling.reason());
    }

    private record Handling(
            WebhookOutcome outcome,
            DeliveryState state,
            @Nullable String reason) {}

    private static Handling handling(Meaning meaning, Optional<Job> job, boolean isBelieved) {
        if (meaning instanceof Meaning.Unreadable unreadable) {
            return new Handling(WebhookOutcome.DEAD, DeliveryState.DEAD, unreadable.why());
        }
        if (!(meaning instanceof Event event)) {
            return new Handling(WebhookOutcome.IGNORED, DeliveryState.IGNORED, "Not about a job");
        }
        if (event.unknownStatus() != null) {
            String why = ErrorCode.UNKNOWN_STATUS + " Unknown status word";
            return new Handling(WebhookOutcome.IGNORED, DeliveryState.IGNORED, why);
        }
        if (!isBelieved || event.isLeftOpen()) {
            return new Handling(WebhookOutcome.PARKED, DeliveryState.PARKED, isBelieved ? NOT_TOLD : NOT_PROVED);
        }
        return job.isPresent()
                ? new Handling(WebhookOutcome.APPLIED, DeliveryState.APPLIED, null)
                : new Handling(WebhookOutcome.PARKED, DeliveryState.PARKED, JOB_NOT_FOUND);
    }

    private WebhookReply refusal(WebhookDelivery delivery, Refused refused) {
        LOG.warn(
                "{} Invalid signature ({}): {}, body {} bytes",
                ErrorCode.INVALID_SIGNATURE,
                delivery.vendor(),
                refused.reason(),
                delivery.body().length);
        return switch (refused.refusal()) {
            case INVALID_SIGNATURE, STALE -> refused(WebhookOutcome.REFUSED, "Invalid signature");
            case TOO_LARGE -> refused(WebhookOutcome.TOO_LARGE, "Body too large");
            case KEYS_UNAVAILABLE -> refused(WebhookOutcome.NOT_STORED, "Not stored, please send again");
        };
    }

    private static WebhookReply refused(WebhookOutcome outcome, String reason) {
        return new WebhookReply(outcome, null, null, reason);
    }

    private static WebhookReply about(WebhookOutcome outcome, Optional<Job> job, @Nullable String reason) {
        return new WebhookReply(
                outcome, job.map(Job::id).orElse(null), job.map(Job::status).orElse(null), reason);
    }
}
