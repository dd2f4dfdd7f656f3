package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.assetId;
import static dev.medialifecycle.repository.jdbc.Rows.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.repository.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** In a host's transaction, the library's rows share the fate of the host's. */
@ParameterizedClass
@EnumSource(Server.class)
class JoiningTest {
    private final HikariDataSource dataSource;
    private final PlainHost host;
    private final List<String> done = new ArrayList<>();
    private JdbcJobRepository repository;

    JoiningTest(Server server) {
        dataSource = server.fresh();
        host = new PlainHost(dataSource);
    }

    @BeforeEach
    void open() {
        Schema.migrate(dataSource);
        Databases.execute(dataSource, "CREATE TABLE host_row (text VARCHAR)");
        repository = JdbcJobRepository.joining(dataSource, host);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void leaves_nothing_behind_when_the_host_rolls_back() throws SQLException {
        host.begin();
        host.write("the host's");
        join(tx -> tx.assets().insert(asset(1)));
        join(tx -> tx.afterCommit(() -> done.add("after commit")));
        host.rollBack();

        assertThat(isStored(1)).isFalse();
        assertThat(hostRows()).isEmpty();
        assertThat(done).isEmpty();
    }

    @Test
    void is_durable_when_the_host_commits_and_not_before() throws SQLException {
        host.begin();
        host.write("the host's");
        join(tx -> tx.assets().insert(asset(1)));
        assertThat(isStored(1)).as("seen from outside").isFalse();
        host.commit();

        assertThat(isStored(1)).isTrue();
        assertThat(hostRows()).containsExactly("the host's");
    }

    @Test
    void runs_actions_after_the_hosts_commit_and_not_before() throws SQLException {
        host.begin();
        join(tx -> {
            tx.assets().insert(asset(1));
            tx.afterCommit(() -> done.add("stored: " + isStored(1)));
        });
        join(tx -> tx.afterCommit(() -> done.add("second")));
        assertThat(done).isEmpty();
        host.commit();

        assertThat(done).containsExactly("stored: true", "second");
    }

    @Test
    void keeps_what_an_action_throws_from_the_host() throws SQLException {
        host.begin();
        join(tx -> {
            tx.afterCommit(() -> {
                throw new IllegalStateException("thrown on purpose");
            });
            tx.afterCommit(() -> done.add("the other one"));
        });
        host.commit();

        assertThat(done).containsExactly("the other one");
    }

    @Test
    void leaves_the_hosts_connection_open_and_its_transaction_running() throws SQLException {
        host.begin();
        int isolation = host.current().orElseThrow().getTransactionIsolation();
        join(tx -> tx.assets().insert(asset(1)));

        assertThat(host.current().orElseThrow().isClosed()).isFalse();
        assertThat(host.current().orElseThrow().getAutoCommit()).isFalse();
        assertThat(host.current().orElseThrow().getTransactionIsolation()).isEqualTo(isolation);
        host.rollBack();
    }

    @Test
    void undoes_its_part_when_it_throws_and_the_host_goes_on() throws SQLException {
        host.begin();
        host.write("before");
        join(tx -> tx.assets().insert(asset(1)));
        assertThatThrownBy(() -> join(tx -> {
                    tx.assets().insert(asset(2));
                    tx.afterCommit(() -> done.add("of what threw"));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        host.write("after");
        host.commit();

        assertThat(isStored(1)).isTrue();
        assertThat(isStored(2)).isFalse();
        assertThat(hostRows()).containsExactly("before", "after");
        assertThat(done).isEmpty();
    }

    @Test
    void does_not_spoil_the_hosts_transaction_by_a_conflict() throws SQLException {
        repository.inNewTransaction(tx -> tx.deliveries().insert(delivery(1)));
        run(tx -> tx.assets().insert(asset(1)));

        host.begin();
        assertThatThrownBy(() -> join(tx -> tx.assets().insert(asset(1))))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALE_VERSION));
        assertThat(repository.<Boolean>inTransaction(tx -> tx.deliveries().insert(delivery(1))))
                .isFalse();
        host.write("after");
        host.commit();

        assertThat(hostRows()).containsExactly("after");
    }

    @Test
    void begins_its_own_when_the_host_has_none() {
        join(tx -> {
            tx.assets().insert(asset(1));
            tx.afterCommit(() -> done.add("after commit"));
        });

        assertThat(isStored(1)).isTrue();
        assertThat(done).containsExactly("after commit");
    }

    @Test
    void keeps_an_intent_of_its_own_when_the_host_rolls_back() throws SQLException {
        host.begin();
        run(tx -> tx.assets().insert(asset(1)));
        join(tx -> tx.assets().insert(asset(2)));
        host.rollBack();

        assertThat(isStored(1)).isTrue();
        assertThat(isStored(2)).isFalse();
    }

    @Test
    void refuses_a_connection_that_commits_each_statement() throws SQLException {
        host.beginWithoutTransaction();

        assertThatThrownBy(() -> join(tx -> tx.assets().insert(asset(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing to join");
    }

    private void join(Consumer<Transaction> work) {
        repository.inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private void run(Consumer<Transaction> work) {
        repository.inNewTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private boolean isStored(int number) {
        return repository.inNewTransaction(
                tx -> tx.assets().find(assetId(number)).isPresent());
    }

    private List<String> hostRows() {
        return Databases.query(dataSource, "SELECT text FROM host_row");
    }
}
