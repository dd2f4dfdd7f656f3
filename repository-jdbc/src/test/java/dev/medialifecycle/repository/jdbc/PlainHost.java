package dev.medialifecycle.repository.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A host with plain JDBC: it keeps its connection in a field, and remembers what to do after its commit. */
final class PlainHost implements HostTransactions {
    private final DataSource dataSource;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private Connection connection;

    PlainHost(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Connection> current() {
        return Optional.ofNullable(connection);
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void begin() throws SQLException {
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
    }

    void beginWithoutTransaction() throws SQLException {
        connection = dataSource.getConnection();
    }

    void write(String text) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO host_row VALUES (?)")) {
            statement.setString(1, text);
            statement.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
        end();
        List<Runnable> actions = List.copyOf(afterCommit);
        afterCommit.clear();
        actions.forEach(Runnable::run);
    }

    void rollBack() throws SQLException {
        connection.rollback();
        end();
        afterCommit.clear();
    }

    private void end() throws SQLException {
        connection.close();
        connection = null;
    }
}
