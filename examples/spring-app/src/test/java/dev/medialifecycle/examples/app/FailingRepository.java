package dev.medialifecycle.examples.app;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import java.util.function.Function;

/** A repository that can be switched off. */
final class FailingRepository implements JobRepository {
    private final JobRepository repository;
    private volatile boolean down;

    FailingRepository(JobRepository repository) {
        this.repository = repository;
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    @Override
    public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
        refuseWhileDown();
        return repository.inTransaction(work);
    }

    @Override
    public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
        refuseWhileDown();
        return repository.inNewTransaction(work);
    }

    private void refuseWhileDown() {
        if (down) {
            throw new MediaLifecycleException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    ErrorKind.UNAVAILABLE,
                    "The test has switched the repository at db.internal.example off");
        }
    }
}
