package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.asset;
import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.delivery;
import static dev.medialifecycle.testkit.Samples.deliveryId;
import static dev.medialifecycle.testkit.Samples.entry;
import static dev.medialifecycle.testkit.Samples.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.testkit.JobRepositoryContract.Overlap;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Open transactions do not see each other, and wait only where they must. */
abstract class SideBySideGroup extends RepositoryGroup {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final ExecutorService others = Executors.newCachedThreadPool();

    SideBySideGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @BeforeEach
    void assumeThatTransactionsOverlap() {
        assumeTrue(contract().overlap() == Overlap.SIDE_BY_SIDE, "one transaction at a time");
    }

    @AfterEach
    void stopOthers() {
        others.shutdownNow();
    }

    @Test
    void does_not_see_what_is_not_committed() {
        run(tx -> {
            tx.assets().insert(asset(1));
            assertThat(meanwhile(other -> other.assets().find(assetId(1))).join())
                    .isEmpty();
        });

        assertThat(find(tx -> tx.assets().find(assetId(1)))).isPresent();
    }

    @Test
    void hands_different_entries_to_two_workers_who_do_not_wait() {
        run(tx -> tx.outbox()
                .add(List.of(
                        entry(1, NOW.minusSeconds(4)), entry(2, NOW.minusSeconds(3)), entry(3, NOW.minusSeconds(2)))));

        run(tx -> {
            List<OutboxEntry> mine = tx.outbox().lease(Lane.LEAVING, NOW, LEASE, 1);
            List<OutboxEntry> theirs = meanwhile(other -> other.outbox().lease(Lane.LEAVING, NOW, LEASE, 1))
                    .join();
            assertThat(mine)
                    .extracting(OutboxEntry::id)
                    .containsExactly(entry(1, NOW).id());
            assertThat(theirs)
                    .extracting(OutboxEntry::id)
                    .containsExactly(entry(2, NOW).id());
        });
    }

    @Test
    void lets_the_second_of_two_deliveries_wait_for_the_first() {
        CompletableFuture<Boolean> second = ask(tx -> {
            tx.deliveries().insert(delivery(1));
            CompletableFuture<Boolean> begun = begun(other -> other.deliveries().insert(sameAs(delivery(1))));
            assertThat(begun).as("it must wait").isNotDone();
            return begun;
        });

        assertThat(second.join()).isFalse();
        assertThat(find(tx -> tx.deliveries().find(deliveryId(2)))).isEmpty();
    }

    @Test
    void lets_the_second_of_two_deliveries_in_when_the_first_is_rolled_back() {
        List<CompletableFuture<Boolean>> second = new ArrayList<>();
        assertThatThrownBy(() -> run(tx -> {
                    tx.deliveries().insert(delivery(1));
                    second.add(begun(other -> other.deliveries().insert(sameAs(delivery(1)))));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(second.get(0).join()).isTrue();
        assertThat(find(tx -> tx.deliveries().find(deliveryId(2)))).isPresent();
    }

    private static StoredDelivery sameAs(StoredDelivery first) {
        return new StoredDelivery(
                deliveryId(2),
                first.vendor(),
                first.vendorDeliveryId(),
                first.body(),
                first.state(),
                null,
                null,
                first.assurance(),
                first.receivedAt(),
                first.keepUntil());
    }

    @Test
    void refuses_the_second_of_two_open_changes_to_one_row() {
        run(tx -> tx.assets().insert(asset(1)));

        CompletableFuture<Asset> second = whileOpen(
                tx -> tx.assets()
                        .update(tx.assets().find(assetId(1)).orElseThrow().used(NOW)),
                other -> other.assets().update(asset(1).used(NOW.plusSeconds(1))));

        assertStale(() -> unwrapped(second));
        assertThat(find(tx -> tx.assets().find(assetId(1))))
                .contains(asset(1).used(NOW).atVersion(1));
    }

    @Test
    void refuses_the_second_of_two_open_rows_at_one_location() {
        CompletableFuture<Boolean> second = whileOpen(
                tx -> inserted(tx, asset(1, location("one"))), other -> inserted(other, asset(2, location("one"))));

        assertKeyTaken(() -> unwrapped(second));
        assertThat(find(tx -> tx.assets().find(assetId(1)))).isPresent();
    }

    private static boolean inserted(Transaction tx, Asset asset) {
        tx.assets().insert(asset);
        return true;
    }

    /** The first work's transaction is still open when the second one's begins, and commits while that one may be waiting. */
    private <T> CompletableFuture<T> whileOpen(Consumer<Transaction> first, Function<Transaction, T> second) {
        return ask(tx -> {
            first.accept(tx);
            return begun(second);
        });
    }

    /** Another transaction, surely begun. */
    private <T> CompletableFuture<T> begun(Function<Transaction, T> work) {
        CountDownLatch isBegun = new CountDownLatch(1);
        CompletableFuture<T> future = meanwhile(tx -> {
            isBegun.countDown();
            return work.apply(tx);
        });
        try {
            assertThat(isBegun.await(30, TimeUnit.SECONDS))
                    .as("the other transaction began")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while the other transaction began", e);
        }
        return future;
    }

    private <T> CompletableFuture<T> meanwhile(Function<Transaction, T> work) {
        return CompletableFuture.supplyAsync(() -> ask(work), others).orTimeout(30, TimeUnit.SECONDS);
    }

    private static void unwrapped(CompletableFuture<?> future) throws Throwable {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
