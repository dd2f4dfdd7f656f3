package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.jdbc.Values.Many;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

final class JdbcOutbox implements Outbox {
    private static final String INSERT = """
            INSERT INTO ml_outbox (id, effect, state, due_at, attempts, lease)
            SELECT e.id, e.effect, 'DUE', e.due_at, 0, 0
            FROM UNNEST(CAST(? AS UUID ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY))
              AS e (id, effect, due_at)""";
    private static final String TAKE = """
            UPDATE ml_outbox SET attempts = attempts + 1, lease = lease + 1, lease_until = ?
            WHERE id = ANY(?)""";
    private static final String HELD = " WHERE id = ? AND lease = ? AND state = 'DUE' AND lease_until IS NOT NULL";
    private static final String POSTPONE = "UPDATE ml_outbox SET due_at = ?, last_error = ?, lease_until = NULL" + HELD;
    private static final String GIVE_UP =
            "UPDATE ml_outbox SET state = 'GIVEN_UP', last_error = ?, lease_until = NULL" + HELD;
    private static final String GIVEN_UP = """
            SELECT id, effect, due_at, attempts, lease, last_error FROM ml_outbox
            WHERE state = 'GIVEN_UP' ORDER BY state, due_at, id FETCH FIRST ? ROWS ONLY""";

    private final Session session;

    JdbcOutbox(Session session) {
        this.session = session;
    }

    @Override
    public void add(List<OutboxEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        // One statement, so that a taken id leaves none of them behind.
        session.change(
                INSERT,
                Many.uuids(entries.stream().map(OutboxEntry::id).toList()),
                Many.texts(
                        entries.stream().map(entry -> entry.effect().toString()).toList()),
                Many.instants(entries.stream().map(OutboxEntry::dueAt).toList()));
    }

    @Override
    public List<OutboxEntry> lease(Instant now, Duration lease, int limit) {
        List<OutboxEntry> free = session.rows(session.dialect().lease(), JdbcOutbox::read, now, now, limit);
        if (free.isEmpty()) {
            return free;
        }
        session.change(
                TAKE,
                now.plus(lease),
                Many.uuids(free.stream().map(OutboxEntry::id).toList()));
        return free.stream()
                .sorted(Comparator.comparing(OutboxEntry::dueAt))
                .map(JdbcOutbox::leased)
                .toList();
    }

    @Override
    public boolean settle(OutboxEntry entry) {
        return session.change("DELETE FROM ml_outbox" + HELD, entry.id(), entry.lease()) == 1;
    }

    @Override
    public boolean postpone(OutboxEntry entry, Instant dueAt, String reason) {
        return session.change(POSTPONE, dueAt, reason, entry.id(), entry.lease()) == 1;
    }

    @Override
    public boolean giveUp(OutboxEntry entry, String reason) {
        return session.change(GIVE_UP, reason, entry.id(), entry.lease()) == 1;
    }

    @Override
    public List<OutboxEntry> givenUp(int limit) {
        return session.rows(GIVEN_UP, JdbcOutbox::read, limit);
    }

    @Override
    public boolean retry(UUID id, Instant dueAt) {
        return session.change(
                        "UPDATE ml_outbox SET state = 'DUE', due_at = ? WHERE id = ? AND state = 'GIVEN_UP'", dueAt, id)
                == 1;
    }

    @Override
    public long size() {
        return session.row(
                        "SELECT COUNT(*) AS entries FROM ml_outbox WHERE state = 'DUE'", row -> row.number("entries"))
                .orElse(0L);
    }

    private static OutboxEntry leased(OutboxEntry free) {
        return new OutboxEntry(
                free.id(), free.effect(), free.dueAt(), free.attempts() + 1, free.lease() + 1, free.lastError());
    }

    private static OutboxEntry read(Row row) throws SQLException {
        return new OutboxEntry(
                row.uuid("id"),
                Effect.parse(row.text("effect")),
                row.instant("due_at"),
                row.smallNumber("attempts"),
                row.number("lease"),
                row.textOrNull("last_error"));
    }
}
