package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What all groups of the repository contract share: an empty repository for each test, and how to check a conflict. */
abstract class RepositoryGroup {
    /** An odd time, in microseconds, which is as fine as a repository keeps it. */
    static final Instant NOW = Instant.parse("2026-05-04T10:20:30.123457Z");

    private final JobRepositoryContract contract;
    private @Nullable JobRepository repository;

    RepositoryGroup(JobRepositoryContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openRepository() {
        repository = contract.open();
    }

    JobRepositoryContract contract() {
        return contract;
    }

    JobRepository repository() {
        return Objects.requireNonNull(repository);
    }

    /** In a transaction of its own, committed on return. */
    <T> T ask(Function<Transaction, T> work) {
        return repository().inNewTransaction(work);
    }

    /** The same for one row, if it is there. */
    <T> Optional<T> find(Function<Transaction, Optional<T>> work) {
        return ask(work);
    }

    /** The same for rows. */
    <T> List<T> list(Function<Transaction, List<T>> work) {
        return ask(work);
    }

    /** The same for rows in no order. */
    <T> Set<T> set(Function<Transaction, Set<T>> work) {
        return ask(work);
    }

    /** The same for how many. */
    long count(ToLongFunction<Transaction> work) {
        return ask(work::applyAsLong);
    }

    /** The same for what answers nothing. */
    void run(Consumer<Transaction> work) {
        repository().inNewTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** Fails unless the call throws a conflict. */
    static MediaLifecycleException assertConflict(ThrowingCallable call) {
        MediaLifecycleException conflict = catchThrowableOfType(MediaLifecycleException.class, call);
        assertThat(conflict).as("a MediaLifecycleException").isNotNull();
        assertThat(Objects.requireNonNull(conflict).kind())
                .as("kind of %s", conflict)
                .isEqualTo(ErrorKind.CONFLICT);
        return conflict;
    }

    /** Fails unless the call throws a conflict over a row that changed. */
    static void assertStale(ThrowingCallable call) {
        assertThat(assertConflict(call).code()).isEqualTo(ErrorCode.STALE_VERSION);
    }

    /** Fails unless the call throws a conflict over a location. */
    static void assertKeyTaken(ThrowingCallable call) {
        assertThat(assertConflict(call).code()).isEqualTo(ErrorCode.KEY_TAKEN);
    }
}
