package dev.medialifecycle.internal.state;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The repository with what goes with every change of it: time, ids, and a second try when somebody else was faster. */
public final class State {
    private static final int TRIES = 12;

    private final JobRepository repository;
    private final Clock clock;
    private final Supplier<UUID> ids;

    /** Time and ids are handed in, so that a test can repeat them. */
    public State(JobRepository repository, Clock clock, Supplier<UUID> ids) {
        this.repository = repository;
        this.clock = clock;
        this.ids = ids;
    }

    /** Now, to the microsecond, which is what a database keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A new id. */
    public UUID newId() {
        return ids.get();
    }

    /** An effect to be done from {@code dueAt} on. */
    public OutboxEntry entry(Effect effect, Instant dueAt) {
        return OutboxEntry.due(newId(), effect, dueAt);
    }

    /** Records an effect with the change that caused it. */
    public void add(Transaction tx, Effect effect, Instant dueAt) {
        tx.outbox().add(List.of(entry(effect, dueAt)));
    }

    /** Work in the host's transaction, if it has one; a conflict is the host's to see, because its own rows are at stake. */
    public <T> T joined(Function<? super Transaction, ? extends T> work) {
        return repository.inTransaction(work);
    }

    /** Work in a transaction of our own, done again from the start when a row changed under it. */
    public <T> T own(Function<? super Transaction, ? extends T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return repository.inNewTransaction(work);
            } catch (MediaLifecycleException e) {
                if (e.code() != ErrorCode.STALE_VERSION || tried == TRIES) {
                    throw e;
                }
            }
        }
    }
}
