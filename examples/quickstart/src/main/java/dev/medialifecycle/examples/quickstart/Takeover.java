package dev.medialifecycle.examples.quickstart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Watches the rows that were leased at the moment of a kill, until each was settled by the living or leased again. */
final class Takeover {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Held(UUID id, long lease, Instant until, String effect) {}

    private final Errands errands;
    private final Instant killedAt;
    private final Map<UUID, Held> open = new HashMap<>();
    private int orphaned;
    private Duration shortest = LONGEST;
    private Duration longest = Duration.ZERO;
    private Duration longestPastLease = Duration.ZERO;
    private String last = "";

    private Takeover(Errands errands) {
        this.errands = errands;
        this.killedAt = Instant.now();
        leased().forEach(held -> open.put(held.id(), held));
    }

    /** Called right after a kill. */
    static Takeover watch(Errands errands) throws InterruptedException {
        Takeover takeover = new Takeover(errands);
        while (!takeover.open.isEmpty()) {
            if (Instant.now().isAfter(takeover.killedAt.plus(LONGEST))) {
                throw new IllegalStateException("Nobody takes over " + takeover.open.values());
            }
            TimeUnit.MILLISECONDS.sleep(20);
            takeover.look();
        }
        return takeover;
    }

    private List<Held> leased() {
        return errands.query(
                "SELECT id, lease, lease_until, effect FROM ml_outbox WHERE lease_until IS NOT NULL", Takeover::read);
    }

    private static Held read(ResultSet row) throws SQLException {
        return new Held(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4));
    }

    private void look() {
        Instant now = Instant.now();
        Map<UUID, Held> present = new HashMap<>();
        leased().forEach(held -> present.put(held.id(), held));
        open.values().removeIf(before -> {
            Held held = present.get(before.id());
            if (held != null && held.lease() == before.lease()) {
                return false;
            }
            // A new lease says to the microsecond when it began; a row that is gone was taken over by now at the
            // latest.
            note(before, held == null ? now : held.until().minus(SharedHost.LEASE));
            return true;
        });
    }

    private void note(Held before, Instant end) {
        if (end.isBefore(before.until())) {
            // Settled under its lease, so it was not the dead node's.
            return;
        }
        orphaned++;
        Duration taken = Duration.between(killedAt, end);
        if (taken.compareTo(longest) > 0) {
            last = before.effect();
        }
        shortest = longer(shortest, taken) == taken ? shortest : taken;
        longest = longer(longest, taken);
        longestPastLease = longer(longestPastLease, Duration.between(before.until(), end));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What was taken over last. */
    String last() {
        return last.replaceAll(" .*", "");
    }

    /** How many entries a dead node had begun. */
    int orphaned() {
        return orphaned;
    }

    /** From the kill until the first of them was somebody else's: a lease and a poll, unless nobody works. */
    Duration shortest() {
        return orphaned == 0 ? Duration.ZERO : shortest;
    }

    /** From the kill until the last of them was somebody else's; what was before it in the queue is in this. */
    Duration longest() {
        return longest;
    }

    /** From the end of a lease until the entry was somebody else's. */
    Duration longestPastLease() {
        return longestPastLease;
    }
}
