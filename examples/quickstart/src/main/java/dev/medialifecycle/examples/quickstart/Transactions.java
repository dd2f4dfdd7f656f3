package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.repository.jdbc.HostTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A host's transactions in plain JDBC: one for each thread, and the library joins it. */
final class Transactions implements HostTransactions {
    private record Open(Connection connection, List<Runnable> afterCommit) {}

    private static final ThreadLocal<Open> CURRENT = new ThreadLocal<>();

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Commits what the work did, or rolls it back if it throws. */
    <T> T run(Supplier<T> work) {
        T answer;
        Open open;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            open = new Open(connection, new ArrayList<>());
            CURRENT.set(open);
            boolean isWhole = false;
            try {
                answer = work.get();
                connection.commit();
                isWhole = true;
            } finally {
                CURRENT.remove();
                if (!isWhole) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed", e);
        }
        open.afterCommit().forEach(Runnable::run);
        return answer;
    }

    /** Reads a row of what a query found. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** In the transaction that is open. */
    <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet found = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed", e);
        }
    }

    /** In the transaction that is open; how many rows it changed. */
    int change(String sql, Object... values) {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed", e);
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = current().orElseThrow().prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public Optional<Connection> current() {
        return Optional.ofNullable(CURRENT.get()).map(Open::connection);
    }

    @Override
    public void afterCommit(Runnable action) {
        CURRENT.get().afterCommit().add(action);
    }
}
