package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.internal.delivery.Meaning.Event;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.internal.work.JobMoves;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Applies deliveries that overtook their job; one whose job never appears is kept as DEAD. */
public final class ApplyingParked {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final State state;
    private final Policies policies;
    private final JobMoves moves;
    private final Duration patience;

    /** A job that has not appeared {@code patience} after its delivery is given up. */
    public ApplyingParked(Ground ground, JobMoves moves, Duration patience) {
        this.state = ground.state();
        this.policies = ground.policies();
        this.moves = moves;
        this.patience = patience;
    }

    /** Applies it if its job is known by now. */
    public Handled apply(Effect.ApplyDelivery effect) {
        return state.own(tx -> apply(tx, effect));
    }

    private Handled apply(Transaction tx, Effect.ApplyDelivery effect) {
        Optional<StoredDelivery> parked =
                tx.deliveries().find(effect.delivery()).filter(stored -> stored.state() == DeliveryState.PARKED);
        if (parked.isEmpty()) {
            return new Handled.Done();
        }
        StoredDelivery delivery = parked.get();
        Meaning meaning = Meaning.of(
                policies.vendor(delivery.vendor()), new WebhookDelivery(delivery.vendor(), Map.of(), delivery.body()));
        Optional<Job> job = meaning.job(tx);
        if (meaning instanceof Event event && job.isPresent()) {
            moves.apply(tx, job.get(), event.event());
            tx.deliveries().update(delivery.in(DeliveryState.APPLIED, null));
            return new Handled.Done();
        }
        Instant giveUpAt = delivery.receivedAt().plus(patience);
        if (!state.now().isBefore(giveUpAt)) {
            tx.deliveries().update(delivery.in(DeliveryState.DEAD, Inbox.JOB_NOT_FOUND));
            return new Handled.Done();
        }
        return new Handled.Later(next(delivery, giveUpAt), Inbox.JOB_NOT_FOUND);
    }

    /** Waits as long again as it has waited already, so that a job that is a moment late is not kept waiting. */
    private Instant next(StoredDelivery delivery, Instant giveUpAt) {
        Duration waited = Duration.between(delivery.receivedAt(), state.now());
        Instant next = state.now().plus(waited.compareTo(LONGEST_WAIT) < 0 ? waited : LONGEST_WAIT);
        return next.isBefore(giveUpAt) ? next : giveUpAt;
    }
}
