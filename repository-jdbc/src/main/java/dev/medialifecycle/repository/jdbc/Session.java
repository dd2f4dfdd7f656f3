package dev.medialifecycle.repository.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one transaction's statements; the only place that meets their {@link SQLException}s. */
final class Session {
    private final Connection connection;
    private final Dialect dialect;
    private boolean isOpen = true;

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The transaction is over; the connection may be somebody else's by now. */
    void close() {
        isOpen = false;
    }

    <T> List<T> rows(String sql, Row.Reader<T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return List.copyOf(rows);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    <T> Optional<T> row(String sql, Row.Reader<T> reader, @Nullable Object... values) {
        return rows(sql, reader, values).stream().findFirst();
    }

    /** How many rows it changed. */
    int change(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /**
     * False, with nothing done and the transaction still good, if a row has the same key; {@code unless} is what makes the
     * database itself pass over it, empty for one in which a failed statement spoils nothing.
     */
    boolean insertUnlessTaken(String sql, String unless, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(sql + unless, values)) {
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (unless.isEmpty() && SqlFailures.isDuplicate(e)) {
                return false;
            }
            throw SqlFailures.of(e);
        }
    }

    /** The same statement for each list of values, in one batch; how many rows each changed. */
    int[] changeEach(String sql, List<@Nullable Object[]> batch) {
        if (batch.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = prepared(sql)) {
            for (@Nullable Object[] values : batch) {
                Values.bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        if (!isOpen) {
            throw new IllegalStateException("A transaction is valid only inside the work it was handed to");
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            Values.bind(statement, values);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
