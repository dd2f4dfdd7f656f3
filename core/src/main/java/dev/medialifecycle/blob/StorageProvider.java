package dev.medialifecycle.blob;

import dev.medialifecycle.diagnosis.Finding;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Driver SPI for one storage service: primitives only; policy, retry and reporting live in core. Every method blocks, may be
 * called from any thread, and maps the service's errors to {@link dev.medialifecycle.error.MediaLifecycleException} with the
 * original as cause; a location that names another provider is {@code REJECTED}. A call whose answer was lost throws {@code OUTCOME_UNKNOWN}, never {@code UNAVAILABLE}. Nothing a
 * provider throws or logs holds a secret or a signed URL.
 */
public interface StorageProvider extends AutoCloseable {
    /** Name used in {@link BlobLocation}s; unique within one MediaLifecycle. */
    String name();

    /** What this provider can do; the same answer for as long as it is open. */
    Set<Capability> capabilities();

    /** The buckets it was configured with, by the names in {@link BlobLocation}s; no request is made. It touches no other. */
    Set<String> buckets();

    /**
     * Stores the bytes, all or nothing, with their content type; throws {@code CONFLICT} ({@code ML-ST-001}) and leaves the
     * old bytes alone if the key is taken, and {@code NOT_FOUND} ({@code ML-ST-004}) for a bucket that is missing. Idempotent
     * only in that a repeat cannot harm.
     */
    StoredBlob put(PutRequest request);

    /**
     * What is there now; empty means certainly absent from a bucket that exists. A missing bucket throws {@code NOT_FOUND}
     * ({@code ML-ST-004}), a blob that these credentials may not see {@code DENIED}, and any other doubt is thrown too.
     */
    Optional<StoredBlob> stat(BlobLocation location);

    /**
     * Opens the bytes, {@code NOT_FOUND} ({@code ML-ST-003}) if absent; a range past the end is empty. The caller closes the
     * stream. A stream that breaks half-way throws from {@code read} and never ends early as if complete.
     */
    InputStream open(BlobLocation location, ByteRange range);

    /**
     * Deletes each blob on its own and answers one verdict each, in the order asked; one bad item never stops or fails the
     * others, and nothing is thrown for what the service answered. A missing bucket is never a success. Any number of blobs may
     * be given; the provider divides them as its service likes. Idempotent.
     */
    List<Deletion> delete(List<StoredBlob> blobs);

    /**
     * A page of the keys that start with {@code prefix} (which may be empty); a null token asks for the first page. Needs
     * {@link Capability#LIST}. A listing that cannot be finished throws, a missing bucket {@code ML-ST-004}: a short answer is
     * never passed off as whole.
     */
    BlobPage list(String bucket, String prefix, @Nullable String token);

    /** The lasting URL of a public blob; needs {@link Capability#PUBLIC_URL}; no request is made. */
    URI publicUrl(BlobLocation location);

    /** A URL that reads the blob for that long, which is more than nothing; needs {@link Capability#SIGNED_URL}. */
    URI signedUrl(BlobLocation location, Duration lifetime);

    /**
     * Leave for somebody else to store a blob of this type and size (in bytes) here within the lifetime, which is more than
     * nothing. Needs {@link Capability#SIGNED_PUT}. Where {@link Capability#CREATE_ONLY_PUT} is declared, a taken key is safe.
     */
    default SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        throw StorageFailure.unsupported(name(), Capability.SIGNED_PUT);
    }

    /**
     * Removes what puts left that began before this moment and never finished, and answers how many; needs
     * {@link Capability#ABORT_UNFINISHED}. Parts of a put are in no listing, and are paid for.
     */
    default int abortUnfinished(String bucket, Instant before) {
        throw StorageFailure.unsupported(name(), Capability.ABORT_UNFINISHED);
    }

    /**
     * Looks at what only this service has: credentials and their role, each bucket and its settings. It asks the service, changes
     * nothing, and never throws: what cannot be found out is a finding too. What any provider has in common is core's to look at.
     */
    default List<Finding> diagnose() {
        return List.of();
    }

    /** What one URL stands for; pure, total (never throws, whatever the text), and undoes both methods above. */
    Located locate(String url);

    /** The client underneath, for what this interface leaves out (as {@code java.sql.Wrapper} does). */
    <T> Optional<T> unwrap(Class<T> type);

    /** Frees what the provider opened itself; idempotent. */
    @Override
    void close();
}
