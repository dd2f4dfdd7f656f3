package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.NOW;
import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions in each other's way get a conflict, which says that repeating helps, and never shows a value. */
@ParameterizedClass
@EnumSource(Server.class)
class ConflictsTest {
    private final HikariDataSource dataSource;
    private JdbcJobRepository repository;

    ConflictsTest(Server server) {
        dataSource = server.fresh(server.patience(50));
    }

    @BeforeEach
    void open() {
        Schema.migrate(dataSource);
        repository = JdbcJobRepository.of(dataSource);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void is_a_conflict_to_wait_too_long_for_another() {
        run(tx -> tx.assets().insert(asset(1)));

        run(tx -> {
            tx.assets().update(asset(1).used(NOW));
            MediaLifecycleException conflict =
                    conflictOf(() -> run(other -> other.assets().update(asset(1).used(NOW))));
            assertThat(conflict.code()).isEqualTo(ErrorCode.STALE_VERSION);
        });
    }

    @Test
    void is_a_conflict_to_wait_for_each_other() {
        run(tx -> tx.assets().insert(asset(1)));
        run(tx -> tx.assets().insert(asset(2)));
        CountDownLatch both = new CountDownLatch(2);

        // Threads of its own: on two cores the common pool has one, and the two would never meet.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Integer> conflicts;
        try {
            conflicts = Stream.of(
                            CompletableFuture.supplyAsync(() -> conflictsOver(asset(1), asset(2), both), threads),
                            CompletableFuture.supplyAsync(() -> conflictsOver(asset(2), asset(1), both), threads))
                    .toList()
                    .stream()
                    .map(future -> future.orTimeout(30, TimeUnit.SECONDS).join())
                    .toList();
        } finally {
            threads.shutdownNow();
        }

        assertThat(conflicts).contains(1);
    }

    private int conflictsOver(Asset first, Asset second, CountDownLatch both) {
        try {
            run(tx -> {
                tx.assets().update(first.used(NOW));
                meet(both);
                tx.assets().update(second.used(NOW));
            });
            return 0;
        } catch (MediaLifecycleException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.STALE_VERSION);
            assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
            return 1;
        }
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void never_shows_a_value() {
        Asset asset = asset(1);
        Job job = Rows.job(1);
        run(tx -> {
            tx.assets().insert(asset);
            tx.jobs().insert(job);
            tx.deliveries().insert(delivery(1));
        });

        List<Runnable> clashes = List.of(
                () -> run(tx -> tx.assets().insert(asset)),
                () -> run(tx -> tx.assets().insert(moved(asset, new BlobLocation("store", "media", "secret-key")))),
                () -> run(tx -> tx.jobs().insert(job)),
                () -> run(tx -> tx.jobs().insert(Rows.job(2).startedAs(new VendorJobId("acme", "job-1")))),
                () -> run(tx -> tx.deliveries().insert(renamed(delivery(1), "secret-delivery"))));

        for (Runnable clash : clashes) {
            assertThat(conflictOf(clash).getMessage()).doesNotContain("secret", "rows/", "job-1", "owner");
        }
    }

    @Test
    void refuses_a_job_and_a_delivery_under_the_id_of_another_vendor() {
        Job job = Rows.job(1).startedAs(new VendorJobId("other", "job-1"));
        StoredDelivery delivery = new StoredDelivery(
                delivery(1).id(),
                "acme",
                "one",
                new byte[0],
                DeliveryState.PARKED,
                new VendorJobId("other", "x"),
                null,
                Assurance.FULL,
                NOW,
                NOW);

        assertThatThrownBy(() -> run(tx -> tx.jobs().insert(job))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run(tx -> tx.deliveries().insert(delivery)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Asset moved(Asset asset, BlobLocation location) {
        return new Asset(
                asset.id(),
                asset.owner(),
                asset.role(),
                asset.state(),
                location,
                asset.content(),
                null,
                null,
                null,
                asset.createdAt(),
                asset.usedAt(),
                asset.changedAt(),
                0);
    }

    private static StoredDelivery renamed(StoredDelivery delivery, String vendorDeliveryId) {
        return new StoredDelivery(
                delivery.id(),
                delivery.vendor(),
                vendorDeliveryId,
                delivery.body(),
                delivery.state(),
                null,
                null,
                delivery.assurance(),
                delivery.receivedAt(),
                delivery.keepUntil());
    }

    private void run(Consumer<Transaction> work) {
        repository.inNewTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private static MediaLifecycleException conflictOf(Runnable clash) {
        MediaLifecycleException conflict = catchThrowableOfType(MediaLifecycleException.class, clash::run);
        assertThat(conflict).isNotNull();
        assertThat(conflict.kind()).isEqualTo(ErrorKind.CONFLICT);
        return conflict;
    }
}
