package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Providers that believe a source which fails, or do not clean up after it. */
final class FlawedSources {
    private FlawedSources() {}

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
                StoredBlob unused = honest.put(
                        new PutRequest(request.location(), TestSource.of(got.toByteArray()), request.contentType()));
                throw broken(e);
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
                throw broken(e);
            }
        }
    }

    static final class ReadsNoFurtherThanTheSize extends ForwardingStorage {
        ReadsNoFurtherThanTheSize(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            try (InputStream bytes = request.source().open()) {
                int size = (int) request.source().size();
                BlobSource some = TestSource.claiming(size, bytes.readNBytes(size));
                return honest.put(new PutRequest(request.location(), some, request.contentType()));
            } catch (IOException e) {
                throw broken(e);
            }
        }
    }

    static final class KeepsTheKey extends ForwardingStorage {
        private final Set<BlobLocation> begun = ConcurrentHashMap.newKeySet();

        KeepsTheKey(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            if (begun.contains(request.location())) {
                throw StorageFailure.keyTaken(request.location());
            }
            try {
                return honest.put(request);
            } catch (MediaLifecycleException e) {
                if (e.code() == ErrorCode.SOURCE_FAILED) {
                    begun.add(request.location());
                }
                throw e;
            }
        }
    }

    static final class LeavesItsParts extends ForwardingStorage {
        LeavesItsParts(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            try {
                return honest.put(request);
            } catch (MediaLifecycleException e) {
                if (e.code() == ErrorCode.SOURCE_FAILED && honest instanceof HonestStorage service) {
                    service.halves.add(new HonestStorage.Half("media", Instant.EPOCH));
                }
                throw e;
            }
        }
    }

    static final class BlamesTheService extends ForwardingStorage {
        BlamesTheService(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            try {
                return honest.put(request);
            } catch (MediaLifecycleException e) {
                throw e.code() == ErrorCode.SOURCE_FAILED ? StorageFailure.outcomeUnknown("the put", e) : e;
            }
        }
    }

    private static MediaLifecycleException broken(IOException e) {
        return new MediaLifecycleException(ErrorCode.SOURCE_FAILED, ErrorKind.UNAVAILABLE, "The source broke", e);
    }
}
