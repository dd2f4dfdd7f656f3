package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Asks one place of the host's tables, in a transaction that changes nothing. */
final class ProbedReferences implements ReferenceSource {
    private final DataSource dataSource;
    private final Probe probe;

    ProbedReferences(DataSource dataSource, Probe probe) {
        this.dataSource = dataSource;
        this.probe = probe;
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    @Override
    public String name() {
        return probe.name();
    }

    @Override
    public Set<Candidate> referencedAmong(Set<Candidate> candidates) {
        return candidates.isEmpty() ? Set.of() : asked(connection -> probe.among(candidates, connection));
    }

    @Override
    public long size() {
        return asked(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(probe.count(connection));
                    ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    private <T> T asked(Question<T> question) {
        try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource)) {
            try {
                return question.ask(borrowed.connection());
            } finally {
                borrowed.rollBack();
            }
        } catch (SQLException e) {
            throw new MediaLifecycleException(
                    ErrorCode.REFERENCES_FAILED,
                    ErrorKind.UNAVAILABLE,
                    "References in " + name() + " cannot be read (SQL state " + e.getSQLState()
                            + "). Next: mend the table, or the name of it",
                    e);
        }
    }
}
