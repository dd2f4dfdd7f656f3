package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
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
                honest.delete(List.of(Workspace.unseen(request.location())));
            }
            return honest.put(request);
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

    static final class PublishesOnClose extends ForwardingStorage {
        PublishesOnClose(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            try (InputStream bytes = request.source().open()) {
                bytes.transferTo(got);
            } catch (IOException e) {
                honest.put(new PutRequest(request.location(), TestSource.of(got.toByteArray()), request.contentType()));
                throw new UncheckedIOException(e);
            }
            return honest.put(request);
        }
    }

    static final class TrustsTheSize extends ForwardingStorage {
        TrustsTheSize(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            try (InputStream bytes = request.source().open()) {
                BlobSource all = TestSource.of(bytes.readAllBytes());
                return honest.put(new PutRequest(request.location(), all, request.contentType()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
