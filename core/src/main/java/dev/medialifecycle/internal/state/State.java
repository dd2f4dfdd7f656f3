package dev.medialifecycle.internal.state;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.relocation.HostTransaction;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return untilNobodyWasFaster(() -> repository.inNewTransaction(work));
    }

    /**
     * Work in a transaction that the host runs, done again from the start when a row of ours changed under it; {@code ML-MV-003} for
     * whatever of the host's goes wrong.
     */
    public <T> T hosted(HostTransaction host, Function<? super Transaction, ? extends T> work) {
        return untilNobodyWasFaster(() -> {
            AtomicReference<@Nullable T> result = new AtomicReference<>();
            try {
                host.run(() -> result.set(repository.inTransaction(work)));
            } catch (MediaLifecycleException e) {
                throw e;
            } catch (RuntimeException e) {
                throw hostFailed("it threw " + e.getClass().getSimpleName() + ", which is the cause", e);
            }
            T answer = result.get();
            if (answer == null) {
                throw hostFailed("HostTransaction.run returned without running the work", null);
            }
            return answer;
        });
    }

    private static MediaLifecycleException hostFailed(String how, @Nullable Throwable cause) {
        return new MediaLifecycleException(
                ErrorCode.HOST_FAILED,
                ErrorKind.UNAVAILABLE,
                "The host's part of a move failed, and nothing was changed: " + how
                        + ". Next: mend it, and run it again",
                cause);
    }

    private static <T> T untilNobodyWasFaster(Supplier<? extends T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (MediaLifecycleException e) {
                if (e.code() != ErrorCode.STALE_VERSION || tried == TRIES) {
                    throw e;
                }
            }
        }
    }
}
