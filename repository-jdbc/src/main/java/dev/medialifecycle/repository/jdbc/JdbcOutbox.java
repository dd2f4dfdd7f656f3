package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.jdbc.Values.Many;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class JdbcOutbox implements Outbox {
    private static final String COLUMNS = "id, effect, lane, due_at, turn, attempts, lease, last_error";
    private static final String INSERT = """
            INSERT INTO ml_outbox (id, effect, lane, state, due_at, turn, attempts, lease)
            SELECT e.id, e.effect, e.lane, 'DUE', e.due_at, e.turn, 0, 0
            FROM UNNEST(CAST(? AS UUID ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
              CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY), CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY))
              AS e (id, effect, lane, due_at, turn)""";
    private static final String TAKE = """
            UPDATE ml_outbox SET attempts = attempts + 1, lease = lease + 1, lease_until = ?
            WHERE id = ANY(?)""";
    private static final String HELD = " AND lease = ? AND state = 'DUE' AND lease_until IS NOT NULL";
    private static final String SETTLE = "DELETE FROM ml_outbox WHERE id = ANY(?)" + HELD;
    private static final String POSTPONE =
            "UPDATE ml_outbox SET due_at = ?, turn = ?, attempts = ?, last_error = ?, lease_until = NULL WHERE id = ?"
                    + HELD;
    private static final String GIVE_UP =
            "UPDATE ml_outbox SET state = 'GIVEN_UP', last_error = ?, lease_until = NULL WHERE id = ?" + HELD;
    private static final String GIVEN_UP = "SELECT " + COLUMNS
            + " FROM ml_outbox WHERE state = 'GIVEN_UP' ORDER BY state, due_at, id FETCH FIRST ? ROWS ONLY";
    private static final String RETRY = """
            UPDATE ml_outbox SET state = 'DUE', due_at = ?, turn = ?, attempts = 0
            WHERE id = ? AND state = 'GIVEN_UP'""";
    private static final String NEXT_LANE =
            "SELECT lane FROM ml_outbox WHERE state = 'DUE' AND lane > ? ORDER BY state, lane FETCH FIRST 1 ROW ONLY";

    /** H2 takes no longer arrays than 65,536. */
    private static final int MOST_AT_ONCE = 50_000;

    private final Session session;

    JdbcOutbox(Session session) {
        this.session = session;
    }

    @Override
    public void add(List<OutboxEntry> entries) {
        for (int from = 0; from < entries.size(); from += MOST_AT_ONCE) {
            insert(entries.subList(from, Math.min(entries.size(), from + MOST_AT_ONCE)));
        }
    }

    /** One statement, so that many cost a host no more than one. */
    private void insert(List<OutboxEntry> entries) {
        session.change(
                INSERT,
                Many.uuids(entries.stream().map(OutboxEntry::id).toList()),
                Many.texts(
                        entries.stream().map(entry -> entry.effect().toString()).toList()),
                Many.texts(entries.stream().map(entry -> entry.lane().name()).toList()),
                Many.instants(entries.stream().map(OutboxEntry::dueAt).toList()),
                Many.instants(entries.stream().map(OutboxEntry::turn).toList()));
    }

    @Override
    public List<OutboxEntry> lease(Lane lane, Instant now, Duration lease, int limit) {
        Instant until = now.plus(lease);
        String sql = session.dialect().lease();
        if (session.dialect().leasesAtOnce()) {
            return inTurn(session.rows(sql, JdbcOutbox::read, lane.name(), now, now, now, limit, until));
        }
        List<OutboxEntry> free = session.rows(sql, JdbcOutbox::read, lane.name(), now, now, now, limit);
        if (!free.isEmpty()) {
            session.change(
                    TAKE, until, Many.uuids(free.stream().map(OutboxEntry::id).toList()));
        }
        return inTurn(free.stream().map(OutboxEntry::leased).toList());
    }

    private static List<OutboxEntry> inTurn(List<OutboxEntry> entries) {
        return entries.stream().sorted(Comparator.comparing(OutboxEntry::turn)).toList();
    }

    @Override
    public int settle(Collection<OutboxEntry> leased) {
        // Nearly all have been leased equally often, so that this is one statement or two.
        Map<Long, List<UUID>> byLease = new TreeMap<>();
        leased.forEach(entry -> byLease.computeIfAbsent(entry.lease(), none -> new ArrayList<>())
                .add(entry.id()));
        int settled = 0;
        for (Map.Entry<Long, List<UUID>> some : byLease.entrySet()) {
            settled += session.change(SETTLE, Many.uuids(some.getValue()), some.getKey());
        }
        return settled;
    }

    @Override
    public int postpone(Collection<OutboxEntry> changed) {
        List<@Nullable Object[]> batch = new ArrayList<>();
        for (OutboxEntry entry : changed) {
            batch.add(new @Nullable Object[] {
                entry.dueAt(), entry.turn(), entry.attempts(), entry.lastError(), entry.id(), entry.lease()
            });
        }
        return sum(session.changeEach(POSTPONE, batch));
    }

    @Override
    public int giveUp(Collection<OutboxEntry> changed) {
        List<@Nullable Object[]> batch = new ArrayList<>();
        for (OutboxEntry entry : changed) {
            batch.add(new @Nullable Object[] {entry.lastError(), entry.id(), entry.lease()});
        }
        return sum(session.changeEach(GIVE_UP, batch));
    }

    private static int sum(int[] counts) {
        return IntStream.of(counts).sum();
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return session.rows(GIVEN_UP, JdbcOutbox::read, limit);
    }

    @Override
    public boolean retry(UUID id, Instant dueAt) {
        return session.change(RETRY, dueAt, dueAt, id) == 1;
    }

    @Override
    public Set<Lane> lanes() {
        // From one to the next by the index: a few steps, however many entries wait in each.
        Set<Lane> lanes = new HashSet<>();
        Optional<String> lane = laneAfter("");
        while (lane.isPresent()) {
            lanes.add(new Lane(lane.get()));
            lane = laneAfter(lane.get());
        }
        return lanes;
    }

    private Optional<String> laneAfter(String last) {
        return session.row(NEXT_LANE, row -> row.text("lane"), last);
    }

    @Override
    public long size() {
        return session.row(
                        "SELECT COUNT(*) AS entries FROM ml_outbox WHERE state = 'DUE'", row -> row.number("entries"))
                .orElse(0L);
    }

    private static OutboxEntry read(Row row) throws SQLException {
        return new OutboxEntry(
                row.uuid("id"),
                Effect.parse(row.text("effect")),
                new Lane(row.text("lane")),
                row.instant("due_at"),
                row.instant("turn"),
                row.smallNumber("attempts"),
                row.number("lease"),
                row.textOrNull("last_error"));
    }
}
