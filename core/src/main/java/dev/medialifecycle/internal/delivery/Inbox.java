package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.delivery.Meaning.Event;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.internal.work.InlineOutputs;
import dev.medialifecycle.internal.work.JobMoves;
import dev.medialifecycle.internal.work.JobMoves.Applied;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.sweep.PassReport;
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
import dev.medialifecycle.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private final BodyReader reader;

    /** Bodies over {@code maxBodyBytes} are refused before anything is computed over them. */
    public Inbox(Ground ground, JobMoves moves, int maxBodyBytes) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.policies = ground.policies();
        this.moves = moves;
        this.maxBodyBytes = maxBodyBytes;
        this.reader = new BodyReader(state, maxBodyBytes);
    }

    /** The same for a request whose body has not been read: as little of it as can be is. */
    public WebhookReply receive(WebhookRequest request) {
        Vendor vendor = policies.vendors().get(request.vendor());
        WebhookDelivery bodiless = request.with(new byte[0]);
        if (vendor == null) {
            return receive(bodiless);
        }
        if (reader.isAnnouncedTooLarge(bodiless.headers())) {
            return told(vendor.name(), null, refused(WebhookOutcome.TOO_LARGE, "Body too large"));
        }
        Optional<Refused> early = vendor.verifier().refusal(bodiless, state.now());
        if (early.isPresent()) {
            return told(vendor.name(), null, refusal(bodiless, early.get()));
        }
        return reader.read(request.body())
                .map(body -> receive(request.with(body)))
                .orElseGet(() ->
                        told(vendor.name(), null, refused(WebhookOutcome.NOT_STORED, "Not stored, please send again")));
    }

    /** What to answer the sender of this delivery. */
    public WebhookReply receive(WebhookDelivery delivery) {
        Vendor vendor = policies.vendors().get(delivery.vendor());
        if (vendor == null) {
            return told(delivery.vendor(), null, refused(WebhookOutcome.UNKNOWN_VENDOR, "Unknown vendor"));
        }
        if (delivery.body().length > maxBodyBytes) {
            return told(vendor.name(), null, refused(WebhookOutcome.TOO_LARGE, "Body too large"));
        }
        Verification verification = vendor.verifier().verify(delivery, state.now());
        if (verification instanceof Refused refused) {
            return told(vendor.name(), null, refusal(delivery, refused));
        }
        // Law 2: nothing unverified is decoded.
        Meaning meaning = Meaning.of(vendor, delivery);
        return told(vendor.name(), meaning, store(vendor, delivery, (Verified) verification, meaning));
    }

    /** Deals with a stored delivery once more, as if it had come now; what it did before is not done again. */
    public WebhookReply replay(DeliveryId id) {
        StoredDelivery stored = state.own(tx -> tx.deliveries().find(id)).orElseThrow(() -> unknown(id));
        Vendor vendor = policies.vendor(stored.vendor());
        Meaning meaning = Meaning.of(vendor, new WebhookDelivery(stored.vendor(), Map.of(), stored.body()));
        WebhookReply reply = state.own(tx -> {
            Handling handling = handling(tx, vendor, stored, meaning);
            tx.deliveries().update(stored.in(handling.state(), handling.reason()));
            return carryOut(tx, stored, meaning, handling);
        });
        return told(vendor.name(), meaning, reply);
    }

    /** Replays what is DEAD, newest first; kept is what is DEAD still, failed what could not be tried. */
    public PassReport replayDead(int limit) {
        List<DeliveryId> dead = state.own(tx -> tx.deliveries().in(DeliveryState.DEAD, limit)).stream()
                .map(StoredDelivery::id)
                .toList();
        PassReport total = PassReport.empty();
        for (DeliveryId id : dead) {
            total = total.plus(replayed(id));
        }
        return total;
    }

    private PassReport replayed(DeliveryId id) {
        try {
            WebhookReply reply = replay(id);
            return reply.outcome() == WebhookOutcome.DEAD
                    ? new PassReport(0, 1, 0, List.of(id + ": " + reply.reason()))
                    : new PassReport(1, 0, 0, List.of());
        } catch (MediaLifecycleException e) {
            return new PassReport(0, 0, 1, List.of(id + ": " + e.getMessage()));
        }
    }

    private WebhookReply store(Vendor vendor, WebhookDelivery delivery, Verified verified, Meaning meaning) {
        StoredDelivery first = new StoredDelivery(
                new DeliveryId(state.newId()),
                vendor.name(),
                verified.deliveryId(),
                vendor.decoder().kept(delivery),
                DeliveryState.PARKED,
                meaning instanceof Event event ? event.event().vendorJobId() : null,
                null,
                verified.assurance(),
                state.now(),
                state.now().plus(vendor.patience().retryHorizon()));
        try {
            // Law 3: first sight, the job's change and its effects are one commit, and the answer comes after it.
            return state.own(tx -> {
                Handling handling = handling(tx, vendor, first, meaning);
                return tx.deliveries().insert(first.in(handling.state(), handling.reason()))
                        ? carryOut(tx, first, meaning, handling)
                        : again(handling, meaning.job(tx));
            });
        } catch (MediaLifecycleException e) {
            LOG.error("Delivery from {} could not be stored; the vendor is asked to send it again", vendor.name(), e);
            return refused(WebhookOutcome.NOT_STORED, "Not stored, please send again");
        }
    }

    /** Whoever is not believed learns nothing of the job, however often he asks. */
    private static WebhookReply again(Handling handling, Optional<Job> job) {
        return handling.state() == DeliveryState.PARKED
                ? refused(WebhookOutcome.DUPLICATE, String.valueOf(handling.reason()))
                : about(WebhookOutcome.DUPLICATE, job, handling.reason());
    }

    private static Handling handling(Transaction tx, Vendor vendor, StoredDelivery delivery, Meaning meaning) {
        boolean isBelieved = delivery.assurance().isAtLeast(vendor.trust().believed());
        return Handling.of(meaning, meaning.job(tx), isBelieved);
    }

    private WebhookReply carryOut(Transaction tx, StoredDelivery delivery, Meaning meaning, Handling handling) {
        Optional<Job> job = meaning.job(tx);
        if (handling.state() == DeliveryState.PARKED) {
            Instant firstLook = job.isPresent() ? state.now() : state.now().plus(FIRST_LOOK);
            state.add(tx, new Effect.ApplyDelivery(delivery.id()), firstLook);
            return refused(handling.outcome(), String.valueOf(handling.reason()));
        }
        if (handling.state() == DeliveryState.APPLIED && meaning instanceof Event event && job.isPresent()) {
            if (moves.apply(tx, job.get(), InlineOutputs.in(delivery.id(), event.event())) == Applied.TOO_LATE) {
                Handling tooLate = Handling.tooLate(job.get());
                tx.deliveries().update(delivery.in(tooLate.state(), tooLate.reason()));
                return refused(tooLate.outcome(), String.valueOf(tooLate.reason()));
            }
        }
        return about(handling.outcome(), meaning.job(tx), handling.reason());
    }

    private WebhookReply told(String vendor, @Nullable Meaning meaning, WebhookReply reply) {
        LOG.info(
                "Delivery from {}: {} {} job={}",
                vendor,
                reply.outcome(),
                meaning == null ? "not read" : meaning.summary(),
                reply.jobId());
        announcer.tell(new MediaEvent.DeliveryHandled(vendor, reply.outcome(), reply.reason()));
        return reply;
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

    private static MediaLifecycleException unknown(DeliveryId id) {
        return new MediaLifecycleException(
                ErrorCode.DELIVERY_NOT_FOUND,
                ErrorKind.NOT_FOUND,
                "There is no delivery " + id + ". Next: media.deliveries(state, limit) lists those that there are");
    }
}
