package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.benchmarks.measure.Sql;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Deletes many blobs of which some are poisoned, and remembers in which order the others went. */
public final class PoisonRun {
    private static final int ENTRIES_A_PASS = 1_000;

    private final DataSource database;
    private final Poison poison;
    private final BitSet poisoned = new BitSet();
    private final int[] doneAs;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger largestRequest = new AtomicInteger();

    /** So many poisoned entries, evenly among all; none makes a clean run. */
    public PoisonRun(DataSource database, Poison poison, int entries, int poisonedEntries) {
        this.database = database;
        this.poison = poison;
        this.doneAs = new int[entries];
        for (int n = 0; n < poisonedEntries; n++) {
            poisoned.set((int) ((n + 0.5) * entries / poisonedEntries));
        }
    }

    /** How long the healthy entries took. */
    public Result run(int threads, Duration patience) throws Exception {
        Sql.run(database, "TRUNCATE TABLE ml_outbox", "TRUNCATE TABLE ml_asset");
        JdbcJobRepository repository = JdbcJobRepository.of(database);
        Instant due = Clock.systemUTC().instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
        new Pending(repository, due).deletes(0, doneAs.length);
        if (poison == Poison.UNREADABLE) {
            makeUnreadable(due);
        }
        Sql.tidy(database, "ml_outbox", "ml_asset");
        int healthy = doneAs.length - poisoned.cardinality();
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(new ForgettingStorage(this::answer))
                .repository(repository)
                .noReferences()
                .build()) {
            long begin = System.nanoTime();
            long end = begin + patience.toNanos();
            Workers.run(threads, () -> {
                while (done.get() < healthy && System.nanoTime() < end) {
                    if (isIdle(media)) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                }
                return null;
            });
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Result(done.get() == healthy, healthy / seconds, longestDelay(), largestRequest.get());
        }
    }

    /** {@code delay} is by how many others the slowest healthy entry was overtaken. */
    public record Result(boolean isWhole, double rate, int delay, int batch) {}

    private static boolean isIdle(MediaLifecycle media) {
        try {
            return media.runDue(ENTRIES_A_PASS).total() == 0;
        } catch (RuntimeException e) {
            // A scheduler would log it and come again, which is what is measured here.
            return true;
        }
    }

    private synchronized List<Deletion> answer(List<StoredBlob> asked) {
        largestRequest.accumulateAndGet(asked.size(), Math::max);
        List<StoredBlob> bad =
                asked.stream().filter(blob -> poisoned.get(number(blob))).toList();
        if (poison.spoils(bad)) {
            throw new IllegalStateException("poisoned");
        }
        List<Deletion> answers = new ArrayList<>();
        for (StoredBlob blob : asked) {
            if (poisoned.get(number(blob))) {
                answers.add(poison.answer(blob));
            } else {
                doneAs[number(blob)] = done.getAndIncrement();
                answers.add(Deletion.deleted(blob.location()));
            }
        }
        return answers;
    }

    private int longestDelay() {
        int longest = 0;
        for (int n = 0; n < doneAs.length; n++) {
            longest = Math.max(longest, doneAs[n] - n);
        }
        return longest;
    }

    private void makeUnreadable(Instant due) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE ml_outbox SET effect = 'of-tomorrow' WHERE due_at = ?")) {
            for (int n = poisoned.nextSetBit(0); n >= 0; n = poisoned.nextSetBit(n + 1)) {
                update.setObject(1, Pending.dueAt(due, n).atOffset(ZoneOffset.UTC));
                update.executeUpdate();
            }
        }
    }

    private static int number(StoredBlob blob) {
        return Pending.number(blob.location().key());
    }
}
