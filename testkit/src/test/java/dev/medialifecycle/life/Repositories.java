package dev.medialifecycle.life;

import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.util.function.Function;

/** Repositories with something put before them. */
final class Repositories {
    private Repositories() {}

    /** Does this before each transaction; if it throws, there is none. */
    static JobRepository before(JobRepository repository, Runnable first) {
        return new JobRepository() {
            @Override
            public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
                first.run();
                return repository.inTransaction(work);
            }

            @Override
            public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
                first.run();
                return repository.inNewTransaction(work);
            }
        };
    }
}
