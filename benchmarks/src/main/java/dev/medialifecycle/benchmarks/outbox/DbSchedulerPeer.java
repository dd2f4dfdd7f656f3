package dev.medialifecycle.benchmarks.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.medialifecycle.benchmarks.measure.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** db-scheduler with one-time tasks and lock-and-fetch polling, which its documentation recommends from 1,000 a second on. */
public final class DbSchedulerPeer implements Contender {
    private static final int INSTANCES_A_CALL = 1_000;

    private final DataSource database;
    private final int threads;
    private final double lower;
    private final double upper;
    private final int most;
    private CountDownLatch undone = new CountDownLatch(0);
    private final OneTimeTask<Void> task = Tasks.oneTime("bench").execute((instance, context) -> undone.countDown());

    /** Fetches when fewer than {@code lower} times the threads are left, up to {@code upper} times the threads. */
    public DbSchedulerPeer(DataSource database, int threads, double lower, double upper, int most) throws SQLException {
        this.database = database;
        this.threads = threads;
        this.lower = lower;
        this.upper = upper;
        this.most = most;
        Sql.run(
                database,
                """
                CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                  execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                  last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                  last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                  PRIMARY KEY (task_name, task_instance))""",
                "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)",
                "CREATE INDEX priority_execution_time_idx ON scheduled_tasks (priority DESC, execution_time ASC)");
    }

    @Override
    public String name() {
        return "db-scheduler lock-and-fetch, " + threads + " threads, " + lower + "-" + upper;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public void load(int entries) throws SQLException {
        Sql.run(database, "TRUNCATE scheduled_tasks");
        SchedulerClient client = SchedulerClient.Builder.create(database, task).build();
        Instant due = Clock.systemUTC().instant().minus(Duration.ofHours(1));
        for (int from = 0; from < entries; from += INSTANCES_A_CALL) {
            List<TaskInstance<?>> some = new ArrayList<>();
            for (int id = from; id < Math.min(entries, from + INSTANCES_A_CALL); id++) {
                some.add(task.instance("entry-" + id));
            }
            client.scheduleBatch(some, due.plusMillis(from));
        }
        Sql.run(database, "VACUUM ANALYZE scheduled_tasks");
        undone = new CountDownLatch(entries);
    }

    @Override
    public void drain() throws Exception {
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(threads)
                .pollUsingLockAndFetch(lower, upper)
                .pollingInterval(Duration.ofMillis(20))
                .build();
        scheduler.start();
        undone.await();
        while (left() > 0) {
            // The last rows are deleted after their tasks have counted down.
            TimeUnit.MILLISECONDS.sleep(1);
        }
        scheduler.stop();
    }

    @Override
    public long left() throws SQLException {
        return Sql.number(database, "SELECT count(*) FROM scheduled_tasks");
    }
}
