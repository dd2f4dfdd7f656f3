package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.benchmarks.measure.Sql;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Our own outbox on a database, emptied by the road that its kind says. */
public final class Ours implements Contender, AutoCloseable {
    private static final int LEASED_AT_ONCE = 1_000;
    private static final int ENTRIES_A_PASS = 10_000;
    private static final Lane LANE = Lane.deleting(ForgettingStorage.NAME);

    private final DataSource database;
    private final JdbcJobRepository repository;
    private final MediaLifecycle media;
    private final Kind kind;
    private final int threads;
    private final int most;

    /** What is in the outbox and who empties it. */
    public enum Kind {
        /** Entries are leased and settled by the repository alone. */
        OUTBOX_ALONE("ours, outbox alone"),
        /** Effects that find nothing to do, through the facade. */
        NOTHING_TO_DO("ours, effects without work"),
        /** The same of a kind that is looked at one by one. */
        ONE_BY_ONE("ours, effects without work, one by one"),
        /** Blobs of real assets in a store that answers at once, through the facade. */
        DELETES("ours, deletes of assets");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** Makes its tables. */
    public Ours(DataSource database, Kind kind, int threads, int most) {
        Schema.migrate(database);
        this.database = database;
        this.repository = JdbcJobRepository.of(database);
        this.media = MediaLifecycle.builder()
                .storage(new ForgettingStorage())
                .repository(repository)
                .noReferences()
                .build();
        this.kind = kind;
        this.threads = threads;
        this.most = most;
    }

    /** Whether its entries need as little work as those of the floor and the peers. */
    boolean isComparable() {
        return kind == Kind.OUTBOX_ALONE || kind == Kind.NOTHING_TO_DO;
    }

    @Override
    public String name() {
        return kind.title + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public void load(int entries) throws SQLException {
        Sql.run(database, "TRUNCATE TABLE ml_outbox", "TRUNCATE TABLE ml_asset");
        Pending pending = new Pending(repository, Clock.systemUTC().instant().minus(Duration.ofHours(1)));
        switch (kind) {
            case DELETES -> pending.deletes(0, entries);
            case ONE_BY_ONE -> pending.tellings(entries);
            case NOTHING_TO_DO, OUTBOX_ALONE -> pending.leftovers(entries);
        }
        Sql.tidy(database, "ml_outbox", "ml_asset");
    }

    @Override
    public void drain() throws Exception {
        drain(
                kind == Kind.OUTBOX_ALONE
                        ? this::leaseAndSettle
                        : () -> media.runDue(ENTRIES_A_PASS).total());
    }

    private void drain(Supplier<Integer> pass) throws Exception {
        Workers.run(threads, () -> {
            while (pass.get() > 0) {
                // The next pass.
            }
            return null;
        });
    }

    private int leaseAndSettle() {
        Clock clock = Clock.systemUTC();
        List<OutboxEntry> leased = repository.inNewTransaction(
                tx -> tx.outbox().lease(LANE, clock.instant(), Duration.ofMinutes(5), LEASED_AT_ONCE));
        if (!leased.isEmpty()) {
            repository.inNewTransaction(tx -> {
                tx.outbox().settle(leased);
                return leased;
            });
        }
        return leased.size();
    }

    @Override
    public long left() throws SQLException {
        return Sql.number(database, "SELECT count(*) FROM ml_outbox");
    }

    @Override
    public void close() {
        media.close();
    }
}
