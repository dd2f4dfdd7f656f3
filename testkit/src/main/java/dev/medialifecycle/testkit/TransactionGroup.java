package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.asset;
import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.delivery;
import static dev.medialifecycle.testkit.Samples.entry;
import static dev.medialifecycle.testkit.Samples.job;
import static dev.medialifecycle.testkit.Samples.jobId;
import static dev.medialifecycle.testkit.Samples.output;
import static dev.medialifecycle.testkit.Samples.vendorJobId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All or nothing, and then what follows. */
abstract class TransactionGroup extends RepositoryGroup {
    TransactionGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void answers_what_the_work_answered() {
        assertThat(repository().<String>inNewTransaction(tx -> "new")).isEqualTo("new");
        assertThat(repository().<String>inTransaction(tx -> "joined")).isEqualTo("joined");
    }

    @Test
    void keeps_what_the_work_did() {
        run(tx -> tx.assets().insert(asset(1)));
        repository().inTransaction(tx -> {
            tx.assets().insert(asset(2));
            return true;
        });

        assertThat(find(tx -> tx.assets().find(assetId(1)))).contains(asset(1));
        assertThat(find(tx -> tx.assets().find(assetId(2)))).contains(asset(2));
    }

    @Test
    void sees_its_own_changes() {
        run(tx -> {
            tx.assets().insert(asset(1));
            tx.assets().update(asset(1).used(NOW));
            assertThat(tx.assets().find(assetId(1)))
                    .map(found -> found.usedAt())
                    .contains(NOW);
            tx.assets().remove(assetId(1));
            assertThat(tx.assets().find(assetId(1))).isEmpty();
        });
    }

    @Test
    void leaves_no_trace_of_work_that_throws() {
        run(tx -> {
            tx.assets().insert(asset(1));
            tx.assets().insert(asset(2));
            tx.jobs().insert(job(1, assetId(1)).startedAs(vendorJobId("one")));
            tx.jobs().insert(job(2, assetId(2)));
            tx.deliveries().insert(delivery(1));
            tx.deliveries().insert(delivery(2));
            tx.outbox().add(List.of(entry(1, NOW), entry(2, NOW), entry(3, NOW)));
            tx.marks().put("kept", "as it was");
            tx.marks().put("other", "as it was");
        });
        Snapshot before = ask(Snapshot::of);

        assertThatThrownBy(() -> run(tx -> {
                    changeEverything(tx);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        Snapshot after = ask(Snapshot::of);
        assertThat(after).usingRecursiveComparison().isEqualTo(before);
        run(tx -> {
            assertThat(tx.outbox().lease(Lane.LEAVING, NOW, Duration.ofMinutes(1), 10))
                    .hasSize(3);
            tx.assets().insert(asset(3));
            assertThat(tx.deliveries().insert(delivery(3))).isTrue();
            tx.jobs().insert(job(3).startedAs(vendorJobId("two")));
        });
    }

    private static void changeEverything(Transaction tx) {
        tx.assets().update(asset(1).leaving(AssetState.QUARANTINED, LeaveCause.RELEASED, NOW));
        tx.assets().remove(assetId(2));
        tx.assets().insert(asset(3));
        tx.jobs().update(job(1).startedAs(vendorJobId("two")).moved(JobStatus.KEEPING, List.of(output(0))));
        tx.jobs().remove(jobId(2));
        tx.jobs().insert(job(3, assetId(3)));
        tx.deliveries().insert(delivery(3));
        tx.deliveries().update(delivery(1).in(DeliveryState.DEAD, "broken"));
        tx.deliveries().forget(NOW, 1);
        tx.outbox().settle(tx.outbox().lease(Lane.LEAVING, NOW, Duration.ofMinutes(1), 2));
        tx.outbox().giveUp(tx.outbox().lease(Lane.LEAVING, NOW, Duration.ofMinutes(1), 1));
        tx.outbox().add(List.of(entry(4, NOW)));
        tx.marks().put("kept", "changed");
        tx.marks().remove("other");
        tx.marks().put("new", "new");
    }

    @Test
    void rethrows_what_the_work_threw_as_it_is() {
        List<Throwable> thrown = List.of(
                new IllegalArgumentException("the host's own"),
                new MediaLifecycleException(ErrorCode.PAUSED, ErrorKind.REJECTED, "the library's own"),
                new AssertionError("not even an exception"));

        for (Throwable one : thrown) {
            assertThat(catchThrowable(() -> run(tx -> raise(one)))).isSameAs(one);
            assertThat(catchThrowable(() -> repository().inTransaction(tx -> raise(one))))
                    .isSameAs(one);
        }
    }

    private static boolean raise(Throwable throwable) {
        if (throwable instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) throwable;
    }

    @Test
    void is_as_good_as_new_after_many_failures() {
        for (int times = 0; times < 50; times++) {
            assertThatThrownBy(() -> run(tx -> {
                        tx.assets().insert(asset(1));
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
        }

        run(tx -> tx.assets().insert(asset(1)));
        assertThat(find(tx -> tx.assets().find(assetId(1)))).isPresent();
    }

    @Test
    void runs_an_action_when_the_commit_is_durable() {
        List<Boolean> found = new ArrayList<>();

        run(tx -> {
            tx.afterCommit(
                    () -> found.add(ask(later -> later.assets().find(assetId(1)).isPresent())));
            tx.assets().insert(asset(1));
            assertThat(found).as("too early").isEmpty();
        });

        assertThat(found).containsExactly(true);
    }

    @Test
    void never_runs_an_action_after_a_rollback() {
        List<String> done = new ArrayList<>();

        assertThatThrownBy(() -> run(tx -> {
                    tx.afterCommit(() -> done.add("after a rollback"));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        run(tx -> tx.marks().put("next", "transaction"));

        assertThat(done).isEmpty();
    }

    @Test
    void does_not_mind_an_action_that_throws() {
        List<String> done = new ArrayList<>();

        String answer = ask(tx -> {
            tx.assets().insert(asset(1));
            tx.afterCommit(() -> {
                throw new IllegalStateException("thrown on purpose");
            });
            tx.afterCommit(() -> done.add("the other one"));
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(done).containsExactly("the other one");
        assertThat(find(tx -> tx.assets().find(assetId(1)))).isPresent();
    }

    @Test
    void is_of_no_use_after_its_work() {
        Transaction escaped = ask(tx -> tx);

        assertThatThrownBy(() -> escaped.assets().insert(asset(1))).isInstanceOf(RuntimeException.class);

        assertThat(find(tx -> tx.assets().find(assetId(1)))).isEmpty();
    }
}
