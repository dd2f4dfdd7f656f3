package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.repository.JobRepository;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The reference keeps the contract. */
class MemoryJobRepositoryTest extends JobRepositoryContract {
    @Override
    protected JobRepository open() {
        return new MemoryJobRepository();
    }

    @Override
    protected Overlap overlap() {
        return Overlap.ONE_AT_A_TIME;
    }

    @Test
    void refuses_a_transaction_inside_another_one() {
        JobRepository repository = open();

        assertThatThrownBy(() -> repository.inNewTransaction(outer -> repository.inTransaction(inner -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside another");
        repository.inNewTransaction(tx -> true);
    }

    @Test
    void refuses_another_thread_inside_a_transaction() {
        JobRepository repository = open();

        assertThatThrownBy(() -> repository.inNewTransaction(
                        tx -> CompletableFuture.supplyAsync(() -> tx.marks().find("paused"))
                                .join()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
