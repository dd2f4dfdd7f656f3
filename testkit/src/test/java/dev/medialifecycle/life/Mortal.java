package dev.medialifecycle.life;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.testkit.ForwardingStorage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that dies at its nth step: before or after any request, any read, any work of a transaction and any commit. */
final class Mortal {
    /** What a process that was killed does not survive; nothing catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int left;
    private boolean isDead;

    Mortal(int steps) {
        this.left = steps;
    }

    /** A process that nobody kills. */
    static Mortal immortal() {
        return new Mortal(Integer.MAX_VALUE);
    }

    void step() {
        if (isDead || --left == 0) {
            isDead = true;
            throw new Killed();
        }
    }

    private <T> T between(Supplier<T> work) {
        step();
        T result = work.get();
        step();
        return result;
    }

    JobRepository repository(JobRepository repository) {
        return new JobRepository() {
            @Override
            public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
                return between(() -> repository.inTransaction(tx -> between(() -> work.apply(tx))));
            }

            @Override
            public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
                return between(() -> repository.inNewTransaction(tx -> between(() -> work.apply(tx))));
            }
        };
    }

    /** The store as this process reaches it; {@code arrived} counts the puts that it did, whoever lived to see it. */
    StorageProvider storage(StorageProvider store, Map<BlobLocation, Integer> arrived) {
        return new ForwardingStorage(store) {
            @Override
            public StoredBlob put(PutRequest request) {
                return between(() -> {
                    StoredBlob stored = super.put(request);
                    arrived.merge(request.location(), 1, Integer::sum);
                    return stored;
                });
            }

            @Override
            public Optional<StoredBlob> stat(BlobLocation location) {
                return between(() -> super.stat(location));
            }

            @Override
            public InputStream open(BlobLocation location, ByteRange range) {
                return mortal(between(() -> super.open(location, range)));
            }

            @Override
            public BlobPage list(String bucket, String prefix, @Nullable String token) {
                return between(() -> super.list(bucket, prefix, token));
            }
        };
    }

    private InputStream mortal(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                step();
                return super.read(buffer, offset, length);
            }
        };
    }

    static Map<BlobLocation, Integer> noPuts() {
        return new TreeMap<>(java.util.Comparator.comparing(BlobLocation::toString));
    }
}
