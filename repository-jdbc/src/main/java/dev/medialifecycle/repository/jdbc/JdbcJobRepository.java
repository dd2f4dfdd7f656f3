package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all state in one relational schema, which {@link Schema#migrate} creates; times are kept to the microsecond. A new
 * transaction takes a connection of the data source even while the host's transaction holds one, so a pool needs two for each
 * thread that uses the library inside transactions of its own. With H2 in a file, use a URL that begins with
 * {@code jdbc:h2:async:}: otherwise H2 closes the database for everybody when a thread is interrupted while it writes.
 */
public final class JdbcJobRepository implements JobRepository {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final int isolation;
    private final @Nullable HostTransactions host;

    private JdbcJobRepository(DataSource dataSource, @Nullable HostTransactions host) {
        this.dataSource = dataSource;
        this.dialect = Schema.checked(dataSource);
        try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource)) {
            this.isolation = borrowed.isolationBefore();
            borrowed.rollBack();
        }
        this.host = host;
    }

    /** Always in transactions of its own; throws {@code ML-RP-003} if the schema does not fit. */
    public static JdbcJobRepository of(DataSource dataSource) {
        return new JdbcJobRepository(dataSource, null);
    }

    /**
     * In the host's transaction whenever there is one, and in one of its own otherwise. What the host's connection is asked to do
     * happens with the host's own rows or not at all; if the library throws, its part is undone even if the host goes on.
     */
    public static JdbcJobRepository joining(DataSource dataSource, HostTransactions host) {
        return new JdbcJobRepository(dataSource, host);
    }

    @Override
    public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
        if (host != null) {
            Optional<Connection> current = host.current();
            if (current.isPresent()) {
                return joined(host, current.get(), work);
            }
        }
        return inNewTransaction(work);
    }

    @Override
    public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
        AfterCommit afterCommit = new AfterCommit();
        T result;
        try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource, isolation)) {
            boolean isCommitted = false;
            try {
                result = done(borrowed.connection(), afterCommit, work);
                borrowed.commit();
                isCommitted = true;
            } finally {
                if (!isCommitted) {
                    borrowed.rollBack();
                }
            }
        }
        afterCommit.run();
        return result;
    }

    private <T> T joined(
            HostTransactions host, Connection connection, Function<? super Transaction, ? extends T> work) {
        AfterCommit afterCommit = new AfterCommit();
        HostSavepoint before = HostSavepoint.in(connection);
        T result;
        boolean isDone = false;
        try {
            result = done(connection, afterCommit, work);
            before.release();
            isDone = true;
        } finally {
            if (!isDone) {
                before.rollBack();
            }
        }
        if (!afterCommit.isEmpty()) {
            host.afterCommit(afterCommit);
        }
        return result;
    }

    private <T> T done(
            Connection connection, AfterCommit afterCommit, Function<? super Transaction, ? extends T> work) {
        Session session = new Session(connection, dialect);
        try {
            return work.apply(new JdbcTransaction(session, afterCommit));
        } finally {
            session.close();
        }
    }
}
