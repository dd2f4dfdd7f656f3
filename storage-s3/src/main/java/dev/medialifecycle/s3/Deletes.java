package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.s3.Buckets.Versioning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes any number of blobs: in batches, several at once, and one by one where a batch cannot name them. */
final class Deletes {
    private static final Logger LOG = LoggerFactory.getLogger(Deletes.class);

    private final Buckets buckets;
    private final BulkDelete bulk;
    private final SingleDelete single;
    private final Purge purge;
    private final Crew crew;
    private final int batchSize;
    private final boolean purges;

    Deletes(Buckets buckets, BulkDelete bulk, SingleDelete single, Purge purge, Crew crew, S3StorageBuilder builder) {
        this.buckets = buckets;
        this.bulk = bulk;
        this.single = single;
        this.purge = purge;
        this.crew = crew;
        this.batchSize = builder.batchSize();
        this.purges = builder.purgesVersions;
    }

    List<Deletion> delete(List<StoredBlob> blobs) {
        Map<BlobLocation, Deletion> verdicts = new ConcurrentHashMap<>();
        Map<String, Set<BlobLocation>> byBucket = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            BlobLocation location = blob.location();
            try {
                buckets.requireOwn(location);
                byBucket.computeIfAbsent(location.bucket(), unused -> new LinkedHashSet<>())
                        .add(location);
            } catch (MediaLifecycleException e) {
                verdicts.put(location, StorageFailure.verdict(location, e));
            }
        }
        List<Runnable> pieces = new ArrayList<>();
        byBucket.forEach((bucket, locations) -> pieces.addAll(pieces(bucket, List.copyOf(locations), verdicts)));
        crew.each(pieces, Runnable::run);
        return blobs.stream()
                .map(blob -> verdict(blob.location(), verdicts.get(blob.location())))
                .toList();
    }

    private List<Runnable> pieces(String bucket, List<BlobLocation> locations, Map<BlobLocation, Deletion> verdicts) {
        List<Runnable> pieces = new ArrayList<>();
        if (purges) {
            locations.forEach(location -> pieces.add(() -> verdicts.put(location, purge.delete(location))));
            return pieces;
        }
        if (buckets.knownVersioning(bucket).isEmpty()) {
            pieces.add(() -> learnVersioning(bucket));
        }
        List<BlobLocation> batch = new ArrayList<>();
        for (BlobLocation location : locations) {
            if (bulk.isRefused() || !BulkDelete.canName(location.key())) {
                pieces.add(() -> verdicts.put(location, single.delete(location)));
                continue;
            }
            batch.add(location);
            if (batch.size() == batchSize) {
                pieces.add(piece(bucket, batch, verdicts));
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            pieces.add(piece(bucket, batch, verdicts));
        }
        return pieces;
    }

    private Runnable piece(String bucket, List<BlobLocation> batch, Map<BlobLocation, Deletion> verdicts) {
        return () -> bulk.delete(bucket, batch)
                .orElseGet(() -> batch.stream().map(single::delete).toList())
                .forEach(deletion -> verdicts.put(deletion.location(), deletion));
    }

    /** What a success leaves behind is worth knowing, and no reason to fail. */
    private void learnVersioning(String bucket) {
        try {
            buckets.versioning(bucket);
        } catch (MediaLifecycleException e) {
            LOG.debug("Whether deletes in {} leave versions is not known", bucket, e);
        }
    }

    private Deletion verdict(BlobLocation location, @Nullable Deletion deletion) {
        if (deletion == null) {
            return Verdicts.unknown(location, "the caller was interrupted before it was done");
        }
        boolean leavesVersions = !purges
                && deletion.verdict().isSuccess()
                && deletion.traces().isEmpty()
                && buckets.knownVersioning(location.bucket())
                        .filter(known -> known == Versioning.ON)
                        .isPresent();
        return leavesVersions ? deletion.leaving(Trace.Kind.VERSIONS_KEPT, null) : deletion;
    }
}
