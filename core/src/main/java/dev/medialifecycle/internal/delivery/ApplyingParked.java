package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.internal.delivery.Meaning.Event;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.internal.work.InlineOutputs;
import dev.medialifecycle.internal.work.JobMoves;
import dev.medialifecycle.internal.work.JobMoves.Applied;
import dev.medialifecycle.internal.work.Polling;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies deliveries that could not be applied when they came: those that overtook their job, and those whose word is not enough,
 * for which the vendor is asked. One whose job never appears is kept as DEAD.
 */
public final class ApplyingParked {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);

    private final State state;
    private final Policies policies;
    private final JobMoves moves;
    private final Polling polling;
    private final Duration patience;
    private final RecentlyAsked asked = new RecentlyAsked(SHORTEST_WAIT);

    /** A job that has not appeared {@code patience} after its delivery is given up. */
    public ApplyingParked(Ground ground, JobMoves moves, Polling polling, Duration patience) {
        this.state = ground.state();
        this.policies = ground.policies();
        this.moves = moves;
        this.polling = polling;
        this.patience = patience;
    }

    /** Applies it if its job is known by now, and it is believed or the vendor confirms it. */
    public Handled apply(Effect.ApplyDelivery effect) {
        Optional<StoredDelivery> found = state.own(tx -> parked(tx, effect));
        if (found.isEmpty()) {
            return new Handled.Done();
        }
        Vendor vendor = policies.vendor(found.get().vendor());
        boolean isBelieved = found.get().assurance().isAtLeast(vendor.trust().believed());
        boolean isWhole = !(meaning(found.get()) instanceof Event event && event.isLeftOpen());
        return isBelieved && isWhole ? state.own(tx -> believe(tx, effect)) : verify(vendor, found.get());
    }

    private static Optional<StoredDelivery> parked(Transaction tx, Effect.ApplyDelivery effect) {
        return tx.deliveries().find(effect.delivery()).filter(stored -> stored.state() == DeliveryState.PARKED);
    }

    private Handled believe(Transaction tx, Effect.ApplyDelivery effect) {
        Optional<StoredDelivery> parked = parked(tx, effect);
        if (parked.isEmpty()) {
            return new Handled.Done();
        }
        StoredDelivery delivery = parked.get();
        Meaning meaning = meaning(delivery);
        Optional<Job> job = meaning.job(tx);
        if (meaning instanceof Event event && job.isPresent()) {
            boolean isTooLate =
                    moves.apply(tx, job.get(), InlineOutputs.in(delivery.id(), event.event())) == Applied.TOO_LATE;
            tx.deliveries()
                    .update(
                            isTooLate
                                    ? delivery.in(
                                            DeliveryState.IGNORED,
                                            Handling.tooLate(job.get()).reason())
                                    : delivery.in(DeliveryState.APPLIED, null));
            return new Handled.Done();
        }
        return waitForJob(tx, delivery);
    }

    private Meaning meaning(StoredDelivery delivery) {
        return Meaning.of(
                policies.vendor(delivery.vendor()), new WebhookDelivery(delivery.vendor(), Map.of(), delivery.body()));
    }

    private Handled waitForJob(Transaction tx, StoredDelivery delivery) {
        Instant giveUpAt = delivery.receivedAt().plus(patience);
        if (!state.now().isBefore(giveUpAt)) {
            tx.deliveries().update(delivery.in(DeliveryState.DEAD, Inbox.JOB_NOT_FOUND));
            return new Handled.Done();
        }
        return new Handled.Later(next(delivery, giveUpAt), Inbox.JOB_NOT_FOUND);
    }

    /** Only the job that it names is taken from the delivery; what became of that job is the vendor's to say. */
    private Handled verify(Vendor vendor, StoredDelivery delivery) {
        Meaning meaning = meaning(delivery);
        Optional<Job> known = state.own(meaning::job);
        if (!(meaning instanceof Event claim) || known.isEmpty()) {
            return state.own(tx -> waitForJob(tx, delivery));
        }
        Job job = known.get();
        if (!job.status().precedes(JobStatus.KEEPING)) {
            return settled(delivery, DeliveryState.IGNORED, "The job has ended");
        }
        if (vendor.poller() == null) {
            return settled(delivery, DeliveryState.DEAD, "It proves too little, and nobody can be asked");
        }
        Instant giveUpAt = delivery.receivedAt().plus(vendor.patience().pollAfter());
        boolean isSettled = asked.mayAsk(job.id(), state.now()) && isConfirmed(vendor, job, claim);
        if (isSettled) {
            return settled(delivery, DeliveryState.APPLIED, null);
        }
        return state.now().isBefore(giveUpAt)
                ? new Handled.Later(next(delivery, giveUpAt), Inbox.NOT_PROVED)
                : settled(delivery, DeliveryState.IGNORED, "The vendor says otherwise");
    }

    /** Asks and applies the answer; true if nothing of the claim is left open by it. */
    private boolean isConfirmed(Vendor vendor, Job job, Event claim) {
        Optional<JobEvent> truth = Polling.ask(vendor, job);
        truth.ifPresent(event -> polling.apply(job.id(), event));
        boolean isOver =
                truth.filter(event -> event.news() instanceof News.Ended).isPresent();
        boolean claimsNoMore = !(claim.event().news() instanceof News.Ended) && !claim.isLeftOpen();
        return isOver || (truth.isPresent() && claimsNoMore);
    }

    private Handled settled(StoredDelivery delivery, DeliveryState newState, @Nullable String reason) {
        return state.own(tx -> {
            tx.deliveries().update(delivery.in(newState, reason));
            return new Handled.Done();
        });
    }

    /** Waits as long again as it has waited already, so that a job that is a moment late is not kept waiting. */
    private Instant next(StoredDelivery delivery, Instant giveUpAt) {
        Duration waited = Duration.between(delivery.receivedAt(), state.now());
        Duration wait = waited.compareTo(LONGEST_WAIT) < 0 ? waited : LONGEST_WAIT;
        Instant next = state.now().plus(wait.compareTo(SHORTEST_WAIT) > 0 ? wait : SHORTEST_WAIT);
        return next.isBefore(giveUpAt) ? next : giveUpAt;
    }
}
