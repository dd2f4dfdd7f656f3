package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes up to a thousand blobs by one request, and reads in its answer what became of each. */
final class BulkDelete {
    /** The server may know no bulk deletes, or not this one; nothing was deleted. */
    private static final Set<Reason> REFUSALS =
            EnumSet.of(Reason.UNSUPPORTED, Reason.REJECTED, Reason.INVALID_KEY, Reason.TOO_LARGE);

    /** One odd key can make a server refuse its batch; so many batches in a row are the server's own way. */
    private static final int PATIENCE = 3;

    private final Service service;
    private final Verdicts verdicts;
    private final AtomicInteger refused = new AtomicInteger();

    BulkDelete(Service service, Verdicts verdicts) {
        this.service = service;
        this.verdicts = verdicts;
    }

    /** Whether the server has shown that it takes no bulk deletes. */
    boolean isRefused() {
        return refused.get() >= PATIENCE;
    }

    /** Whether the key comes through XML unharmed everywhere: some characters break it, and blanks around it may get lost. */
    static boolean canName(String key) {
        if (isBlank(key.charAt(0)) || isBlank(key.charAt(key.length() - 1))) {
            return false;
        }
        for (int at = 0; at < key.length(); at++) {
            char unit = key.charAt(at);
            if (unit >= ' ' && unit <= '~') {
                continue;
            }
            // Half a character of a pair says nothing yet; those that XML lacks end in FFFE or FFFF in every plane.
            boolean isPair = Character.isSurrogate(unit);
            if (isPair ? (key.codePointAt(at) & 0xFFFE) == 0xFFFE : !isXml(unit)) {
                return false;
            }
        }
        return true;
    }

    /** One verdict each; empty if the server takes no such request, so that it did nothing. */
    Optional<List<Deletion>> delete(String bucket, List<BlobLocation> batch) {
        List<ObjectIdentifier> keys = batch.stream()
                .map(BlobLocation::key)
                .distinct()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        try {
            // Never quiet: a quiet answer cannot be told from one that forgot a key.
            DeleteObjectsResponse answer = service.ask(
                    s3 -> s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(keys))));
            refused.set(0);
            return Optional.of(read(answer, batch));
        } catch (SdkException e) {
            Optional<Reason> reason = Failures.reason(e).filter(REFUSALS::contains);
            if (reason.isPresent()) {
                refused.addAndGet(reason.get() == Reason.UNSUPPORTED ? PATIENCE : 1);
                return Optional.empty();
            }
            return Optional.of(
                    batch.stream().map(location -> verdicts.failed(location, e)).toList());
        }
    }

    private List<Deletion> read(DeleteObjectsResponse answer, List<BlobLocation> batch) {
        Map<String, S3Error> errors = new HashMap<>(2 * answer.errors().size());
        answer.errors().forEach(error -> errors.put(error.key(), error));
        Map<String, DeletedObject> deleted = new HashMap<>(2 * answer.deleted().size());
        answer.deleted().forEach(object -> deleted.put(object.key(), object));
        return batch.stream().map(location -> read(location, errors, deleted)).toList();
    }

    private Deletion read(BlobLocation location, Map<String, S3Error> errors, Map<String, DeletedObject> deleted) {
        S3Error error = errors.get(location.key());
        if (error != null) {
            return verdicts.refused(location, error);
        }
        DeletedObject object = deleted.get(location.key());
        return object == null
                ? Verdicts.unknown(location, "the service did not say what became of the blob")
                : Verdicts.deleted(location, object.deleteMarker());
    }

    /** Whether XML holds it as it is, given that it is no printable ASCII, which always is. */
    private static boolean isXml(char unit) {
        return unit >= 0xA0 && unit < 0xFFFE && unit != 0x2028;
    }

    private static boolean isBlank(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
    }
}
