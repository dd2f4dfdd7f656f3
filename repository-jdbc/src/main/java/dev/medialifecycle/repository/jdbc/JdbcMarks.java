package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.repository.Marks;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class JdbcMarks implements Marks {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 1000;

    private final Session session;

    JdbcMarks(Session session) {
        this.session = session;
    }

    @Override
    public Optional<String> find(String name) {
        return session.row(
                "SELECT content FROM ml_mark WHERE name = ?", row -> row.text("content"), Values.exactly(name));
    }

    @Override
    public void put(String name, String value) {
        checkLengths(name, value);
        session.change(session.dialect().putMark(), Values.exactly(name), value);
    }

    @Override
    public void remove(String name) {
        session.change("DELETE FROM ml_mark WHERE name = ?", Values.exactly(name));
    }

    @Override
    public boolean replace(String name, @Nullable String expected, @Nullable String next) {
        // Compared here and not in the statement: a host's database may compare text without regard to case.
        Optional<String> now = session.row(
                "SELECT content FROM ml_mark WHERE name = ? FOR UPDATE",
                row -> row.text("content"),
                Values.exactly(name));
        if (!Objects.equals(now.orElse(null), expected)) {
            return false;
        }
        if (next == null) {
            remove(name);
            return true;
        }
        checkLengths(name, next);
        if (expected == null) {
            return session.change(session.dialect().addMark(), Values.exactly(name), next) == 1;
        }
        session.change("UPDATE ml_mark SET content = ? WHERE name = ?", next, Values.exactly(name));
        return true;
    }

    private static void checkLengths(String name, String value) {
        if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("A mark's name has at most 200 characters, its value 1,000");
        }
    }
}
