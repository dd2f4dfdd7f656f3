package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.repository.jdbc.HostTransactions;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lets the library's rows into the transaction that Spring began for the host's. */
final class SpringTransactions implements HostTransactions {
    private final DataSource dataSource;

    SpringTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Synchronization ends with the commit, the binding of the connection only later: in between there is nothing to join. */
    @Override
    public Optional<Connection> current() {
        boolean isOpen = TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive();
        return isOpen && TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? Optional.of(holder.getConnection())
                : Optional.empty();
    }

    /** Not in Spring's {@code afterCommit}, where work would still join the transaction that has been committed, and be lost. */
    @Override
    public void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }
}
