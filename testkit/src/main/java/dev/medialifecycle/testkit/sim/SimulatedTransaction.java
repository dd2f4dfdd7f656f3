package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.Transaction;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction at read committed that others can overtake at every statement: it sees its own changes on top of what is
 * committed now, and fails with a conflict once the two no longer go together. Where a database would let the second of two wait
 * for the first, here the first to commit wins, which the other cannot tell apart.
 */
final class SimulatedTransaction implements Transaction {
    private final SimulatedDatabase database;
    private final SimulatedNode node;
    private final long beganAt;
    private final List<Statement> writes = new ArrayList<>();
    private final Map<Long, @Nullable HostRow> hostWrites = new TreeMap<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable MemoryJobRepository view;
    private long seen = -1;
    private boolean isFailed;

    SimulatedTransaction(SimulatedDatabase database, SimulatedNode node) {
        this.database = database;
        this.node = node;
        this.beganAt = database.now().number();
    }

    /** The commit that was the last when it began. */
    long beganAt() {
        return beganAt;
    }

    @Override
    public Assets assets() {
        return part(Assets.class, Transaction::assets);
    }

    @Override
    public Jobs jobs() {
        return part(Jobs.class, Transaction::jobs);
    }

    @Override
    public Deliveries deliveries() {
        return part(Deliveries.class, Transaction::deliveries);
    }

    @Override
    public Outbox outbox() {
        return part(Outbox.class, Transaction::outbox);
    }

    @Override
    public Marks marks() {
        return part(Marks.class, Transaction::marks);
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** The host writes a row of its own, or removes it. */
    void write(long id, @Nullable HostRow row) {
        hostWrites.put(id, row);
    }

    /** Makes it durable, or throws; either way nothing comes after it. */
    void commit() {
        if (isFailed) {
            throw unavailable("a statement failed before, so it was rolled back");
        }
        node.crossing().at(Place.BEFORE_COMMIT, node);
        LostAnswer lost = database.troubleAtCommit();
        if (lost == LostAnswer.BEFORE) {
            throw unknown();
        }
        if (!writes.isEmpty() || !hostWrites.isEmpty()) {
            database.commit(this, current());
        }
        if (lost == LostAnswer.AFTER) {
            throw unknown();
        }
    }

    /** The commit was answered, and whoever wants to hear of it is told. */
    void tell() {
        node.crossing().at(Place.AFTER_COMMIT, node);
        for (Runnable action : afterCommit) {
            tell(action);
        }
    }

    List<Statement> writes() {
        return writes;
    }

    Map<Long, @Nullable HostRow> hostWrites() {
        return hostWrites;
    }

    SimulatedNode node() {
        return node;
    }

    private static void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw new InvariantBroken("An action after a commit threw " + e);
        }
    }

    private <P> P part(Class<P> type, Function<Transaction, P> of) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> statement(of, method, arguments)));
    }

    private @Nullable Object statement(
            Function<Transaction, ?> of, Method method, @Nullable Object @Nullable [] arguments) {
        if (isFailed) {
            throw new InvariantBroken("A transaction went on after a statement of it had failed: " + method.getName());
        }
        Statement statement = new Statement(of, method, arguments);
        try {
            node.crossing().at(Place.STATEMENT, node);
            database.troubleAtStatement();
            Object answer = current().inNewTransaction(statement::askFirst);
            database.touched(statement);
            if (statement.isWrite()) {
                writes.add(statement);
            }
            return answer;
        } catch (MediaLifecycleException e) {
            isFailed = true;
            throw e;
        }
    }

    /** What is committed now with our changes on top. */
    private MemoryJobRepository current() {
        MemoryJobRepository rows = view;
        if (rows == null || seen != database.now().number()) {
            rows = database.now().rows().copy();
            for (Statement write : writes) {
                if (!rows.inNewTransaction(write::standsIn)) {
                    throw SimulatedDatabase.conflict(write.name() + " does not stand any more");
                }
            }
            view = rows;
            seen = database.now().number();
        }
        return rows;
    }

    private static MediaLifecycleException unavailable(String why) {
        return new MediaLifecycleException(ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE, why);
    }

    private static MediaLifecycleException unknown() {
        return new MediaLifecycleException(
                ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.OUTCOME_UNKNOWN, "The commit was not answered");
    }
}
