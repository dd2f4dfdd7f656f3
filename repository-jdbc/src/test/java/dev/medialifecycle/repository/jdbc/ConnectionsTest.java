package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.assetId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.repository.Transaction;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with a connection is told truly, and the connection goes back as it came or not at all. */
class ConnectionsTest {
    private static final SQLException LOST = new SQLException("connection lost", "08006");

    private final DataSource real = Databases.plain("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    private final Troubled troubled = new Troubled(real);
    private final List<String> done = new ArrayList<>();
    private JdbcJobRepository repository;

    @BeforeEach
    void open() {
        Schema.migrate(real);
        repository = JdbcJobRepository.of(troubled.dataSource());
        troubled.calls();
    }

    @AfterEach
    void close() {
        Databases.execute(real, "SHUTDOWN");
    }

    @Test
    void gives_a_connection_back_as_it_came() {
        insert(1);

        assertThat(troubled.calls())
                .containsSubsequence("setAutoCommit[false]", "commit", "setAutoCommit[true]", "close")
                .doesNotContain("rollback");
    }

    @Test
    void gives_a_connection_back_after_work_that_throws() {
        assertThatThrownBy(() -> run(tx -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(troubled.calls())
                .containsSubsequence("setAutoCommit[false]", "rollback", "setAutoCommit[true]", "close")
                .doesNotContain("commit");
    }

    @Test
    void reads_committed_rows_only_and_puts_the_isolation_back() {
        Databases.execute(real, "SET DEFAULT_LOCK_TIMEOUT 1000");
        DataSource strict = serializable(troubled.dataSource());
        JdbcJobRepository other = JdbcJobRepository.of(strict);
        troubled.calls();

        other.inNewTransaction(tx -> tx.assets().find(assetId(1)));

        assertThat(troubled.calls())
                .containsSubsequence(
                        "setTransactionIsolation[" + Connection.TRANSACTION_READ_COMMITTED + "]",
                        "commit",
                        "setTransactionIsolation[" + Connection.TRANSACTION_SERIALIZABLE + "]",
                        "close");
    }

    private static DataSource serializable(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = (Connection) method.invoke(dataSource, arguments);
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    return connection;
                });
    }

    @Test
    void is_unavailable_without_a_connection() {
        troubled.failing("getConnection", LOST);

        assertTrouble(() -> insert(1), ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE);
    }

    @Test
    void is_unavailable_when_the_connection_is_lost_half_way() {
        troubled.failing("prepareStatement", LOST);

        assertTrouble(() -> insert(1), ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE);
    }

    @Test
    void does_not_know_the_outcome_of_a_commit_that_is_not_answered() {
        troubled.failing("commit", LOST);

        assertTrouble(() -> insert(1), ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.OUTCOME_UNKNOWN);

        assertThat(done).as("what should follow the commit").isEmpty();
    }

    @Test
    void knows_the_outcome_of_a_commit_that_was_rolled_back() {
        troubled.failing("commit", new SQLException("could not serialize access", "40001"));

        assertTrouble(() -> insert(1), ErrorCode.STALE_VERSION, ErrorKind.CONFLICT);
    }

    @Test
    void never_commits_what_it_could_not_roll_back() {
        troubled.failing("rollback", LOST);

        assertThatThrownBy(() -> run(tx -> {
                    tx.assets().insert(asset(1));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(troubled.calls())
                .anyMatch(call -> call.startsWith("abort"))
                .doesNotContain("setAutoCommit[true]")
                .endsWith("close");
        assertThat(isStored(1)).isFalse();
    }

    @Test
    void does_not_mind_a_pool_that_fails_after_the_commit() {
        troubled.failing("close", LOST);

        insert(1);

        assertThat(done).containsExactly("after commit");
        assertThat(isStored(1)).isTrue();
    }

    private void insert(int number) {
        run(tx -> {
            tx.assets().insert(asset(number));
            tx.afterCommit(() -> done.add("after commit"));
        });
    }

    private void run(Consumer<Transaction> work) {
        repository.inNewTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private boolean isStored(int number) {
        return JdbcJobRepository.of(real)
                .inNewTransaction(tx -> tx.assets().find(assetId(number)).isPresent());
    }

    private static void assertTrouble(ThrowingCallable call, ErrorCode code, ErrorKind kind) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MediaLifecycleException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e).hasCauseInstanceOf(SQLException.class);
        });
    }
}
