package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/** Providers whose service sees other keys than were meant, or that refuse what it bears. */
final class FlawedKeys {
    private FlawedKeys() {}

    /** Asks its service for another key than it was asked for. */
    private abstract static class Renames extends ForwardingStorage {
        Renames(StorageProvider honest) {
            super(honest);
        }

        abstract String renamed(String key);

        @Override
        public StoredBlob put(PutRequest request) {
            StoredBlob stored =
                    honest.put(new PutRequest(renamed(request.location()), request.source(), request.contentType()));
            return at(request.location(), stored);
        }

        @Override
        public Optional<StoredBlob> stat(BlobLocation location) {
            return honest.stat(renamed(location)).map(blob -> at(location, blob));
        }

        @Override
        public InputStream open(BlobLocation location, ByteRange range) {
            return honest.open(renamed(location), range);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            List<Deletion> verdicts = honest.delete(blobs.stream()
                    .map(blob -> at(renamed(blob.location()), blob))
                    .toList());
            return java.util.stream.IntStream.range(0, blobs.size())
                    .mapToObj(at -> at(blobs.get(at).location(), verdicts.get(at)))
                    .toList();
        }

        private BlobLocation renamed(BlobLocation location) {
            return new BlobLocation(location.provider(), location.bucket(), renamed(location.key()));
        }

        private static StoredBlob at(BlobLocation location, StoredBlob blob) {
            return new StoredBlob(location, blob.handle(), blob.contentType(), blob.size(), blob.modifiedAt());
        }

        private static Deletion at(BlobLocation location, Deletion deletion) {
            return new Deletion(
                    location,
                    deletion.verdict(),
                    deletion.failure(),
                    deletion.code(),
                    deletion.reason(),
                    deletion.retryAfter(),
                    deletion.traces());
        }
    }

    static final class NormalisesAccents extends Renames {
        NormalisesAccents(StorageProvider honest) {
            super(honest);
        }

        @Override
        String renamed(String key) {
            return Normalizer.normalize(key, Normalizer.Form.NFC);
        }
    }

    static final class CutsWhatIsLong extends Renames {
        CutsWhatIsLong(StorageProvider honest) {
            super(honest);
        }

        @Override
        String renamed(String key) {
            return key.length() <= 250 ? key : key.substring(0, 250).replaceAll("/$", "-");
        }
    }

    static final class DropsDotsAtTheEnd extends Renames {
        DropsDotsAtTheEnd(StorageProvider honest) {
            super(honest);
        }

        @Override
        String renamed(String key) {
            return key.replaceAll("(?<=[a-z])[. ]+$", "");
        }
    }

    static final class StripsTransformations extends Renames {
        StripsTransformations(StorageProvider honest) {
            super(honest);
        }

        @Override
        String renamed(String key) {
            return key.replaceAll("/tr:[^/]*/", "/");
        }
    }

    static final class RefusesWhatItsServiceBears extends ForwardingStorage {
        RefusesWhatItsServiceBears(StorageProvider honest) {
            super(honest);
        }

        @Override
        public StoredBlob put(PutRequest request) {
            if (request.location().key().contains("#")) {
                throw new MediaLifecycleException(ErrorCode.INVALID_LOCATION, ErrorKind.REJECTED, "no hashes");
            }
            return honest.put(request);
        }
    }

    static final class DeletesFolders extends ForwardingStorage {
        DeletesFolders(StorageProvider honest) {
            super(honest);
        }

        @Override
        public List<Deletion> delete(List<StoredBlob> blobs) {
            for (StoredBlob blob : blobs) {
                String below = blob.location().key() + "/";
                if (blob.location().bucket().equals("media")) {
                    List<Deletion> unused =
                            honest.delete(honest.list("media", below, null).blobs());
                }
            }
            return honest.delete(blobs);
        }
    }
}
