package dev.medialifecycle.benchmarks.outbox;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.ExecutorSubmitter;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import dev.medialifecycle.benchmarks.measure.Sql;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * transaction-outbox by its main road: each call scheduled in a transaction is handed to an executor after the commit. The
 * executor begins when the drain does, so that nothing is read again and the peer's flush, which writes each row once more, is
 * not held against it.
 */
public final class TransactionOutboxPeer implements Contender {
    private static final int CALLS_A_TRANSACTION = 1_000;

    private final DataSource database;
    private final int threads;
    private final int most;
    private final ConcurrentLinkedQueue<Runnable> submitted = new ConcurrentLinkedQueue<>();
    private final ThreadLocalContextTransactionManager transactions;
    private final TransactionOutbox outbox;

    /** What is called for each entry. */
    public interface Work {
        /** Does nothing. */
        void act(String subject);
    }

    /** Lets it make its own tables. */
    public TransactionOutboxPeer(DataSource database, int threads, int most) {
        this.database = database;
        this.threads = threads;
        this.most = most;
        this.transactions = TransactionManager.fromDataSource(database);
        Work nothing = subject -> {};
        this.outbox = TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
                .instantiator(Instantiator.using(type -> nothing))
                .submitter(ExecutorSubmitter.builder().executor(submitted::add).build())
                .build();
    }

    @Override
    public String name() {
        return "transaction-outbox, " + threads + " threads";
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public void load(int entries) throws SQLException {
        Sql.run(database, "TRUNCATE txno_outbox");
        submitted.clear();
        for (int from = 0; from < entries; from += CALLS_A_TRANSACTION) {
            int some = Math.min(CALLS_A_TRANSACTION, entries - from);
            transactions.inTransaction(() -> {
                Work work = outbox.schedule(Work.class);
                for (int i = 0; i < some; i++) {
                    work.act("an entry without work to do");
                }
            });
        }
        Sql.run(database, "VACUUM ANALYZE txno_outbox");
    }

    @Override
    public void drain() throws Exception {
        Workers.run(threads, () -> {
            for (Runnable task = submitted.poll(); task != null; task = submitted.poll()) {
                task.run();
            }
            return null;
        });
    }

    @Override
    public long left() throws SQLException {
        return Sql.number(database, "SELECT count(*) FROM txno_outbox");
    }
}
