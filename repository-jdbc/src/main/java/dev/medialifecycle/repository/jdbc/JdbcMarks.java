package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.repository.Marks;
import java.util.Optional;

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
        if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("A mark's name has at most 200 characters, its value 1,000");
        }
        session.change(session.dialect().putMark(), Values.exactly(name), value);
    }

    @Override
    public void remove(String name) {
        session.change("DELETE FROM ml_mark WHERE name = ?", Values.exactly(name));
    }
}
