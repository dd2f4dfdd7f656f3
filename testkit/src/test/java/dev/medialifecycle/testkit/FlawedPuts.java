package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

/** Providers whose puts are wrong. */
final class FlawedPuts {
    private FlawedPuts() {}

    static final class Overwrites extends ForwardingStorage {
        Overwrites(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            if (request.location().provider().equals(name())
                    && request.location().bucket().equals("media")) {
                StoredBlob unused = honest.put(beside(request));
                List<Deletion> gone = honest.delete(List.of(unused, Workspace.unseen(request.location())));
            }
            return honest.put(request);
        }

        /** A source that fails does so here, before anything is overwritten. */
        private static PutRequest beside(PutRequest request) {
            BlobLocation location = request.location();
            String key = "beside/" + UUID.randomUUID();
            return new PutRequest(
                    new BlobLocation(location.provider(), location.bucket(), key),
                    request.source(),
                    request.contentType());
        }
    }

    static final class ForgetsTheType extends ForwardingStorage {
        ForgetsTheType(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            return honest.put(new PutRequest(request.location(), request.source(), "application/octet-stream"));
        }
    }

    static final class DistrustsEveryDigest extends ForwardingStorage {
        DistrustsEveryDigest(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            if (request.sha256() != null) {
                throw new MediaLifecycleException(ErrorCode.SOURCE_FAILED, ErrorKind.REJECTED, "The digest differs");
            }
            return honest.put(request);
        }
    }

    static final class MixesTypes extends ForwardingStorage {
        private final Map<BlobLocation, String> types = new ConcurrentHashMap<>();

        MixesTypes(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            types.put(request.location(), request.contentType());
            return typed(honest.put(request));
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            return honest.stat(location).map(this::typed);
        }

        private StoredBlob typed(StoredBlob blob) {
            String type = types.getOrDefault(blob.location(), blob.contentType());
            return new StoredBlob(blob.location(), blob.handle(), type, blob.size(), blob.modifiedAt());
        }
    }

    static final class LosesAByteInAMillion extends ForwardingStorage {
        LosesAByteInAMillion(StorageProvider honest) {
            super(honest);
        }

        @Override
        public InputStream open(BlobLocation location, ByteRange range) {
            InputStream bytes = honest.open(location, range);
            return new FilterInputStream(bytes) {
                private int read;

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = super.read(buffer, offset, length);
                    read += Math.max(count, 0);
                    return read > 1_000_000 && count > 1 ? count - 1 : count;
                }
            };
        }
    }

    static final class LooksBeforeItPuts extends ForwardingStorage {
        private final CyclicBarrier looked;

        LooksBeforeItPuts(StorageProvider honest) {
            this(honest, new CyclicBarrier(PutGroup.RACERS));
        }

        private LooksBeforeItPuts(StorageProvider honest, CyclicBarrier looked) {
            super(honest);
            this.looked = looked;
        }

        @Override
        public StoredBlob put(PutRequest request) {
            if (!request.location().key().endsWith("/raced")) {
                return honest.put(request);
            }
            if (honest.stat(request.location()).isPresent()) {
                throw StorageFailure.keyTaken(request.location());
            }
            try {
                looked.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return new Overwrites(honest).put(request);
        }
    }
}
