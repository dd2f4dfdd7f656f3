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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        @Nullable Deletion[] verdicts = new Deletion[blobs.size()];
        Map<String, List<Wish>> byBucket = new LinkedHashMap<>();
        for (int at = 0; at < verdicts.length; at++) {
            BlobLocation location = blobs.get(at).location();
            try {
                buckets.requireOwn(location);
                byBucket.computeIfAbsent(location.bucket(), unused -> new ArrayList<>())
                        .add(new Wish(at, location));
            } catch (MediaLifecycleException e) {
                verdicts[at] = StorageFailure.verdict(location, e);
            }
        }
        List<Runnable> pieces = new ArrayList<>();
        byBucket.forEach((bucket, wishes) -> pieces.addAll(pieces(bucket, wishes, verdicts)));
        crew.each(pieces, Runnable::run);
        byBucket.forEach((bucket, wishes) -> addVersions(bucket, wishes, verdicts));
        return IntStream.range(0, verdicts.length)
                .mapToObj(at -> sure(verdicts[at], blobs.get(at).location()))
                .toList();
    }

    private List<Runnable> pieces(String bucket, List<Wish> wishes, @Nullable Deletion[] verdicts) {
        List<Runnable> pieces = new ArrayList<>();
        if (purges) {
            wishes.forEach(wish -> pieces.add(() -> verdicts[wish.at()] = purge.delete(wish.location())));
            return pieces;
        }
        if (buckets.knownVersioning(bucket).isEmpty()) {
            pieces.add(() -> learnVersioning(bucket));
        }
        List<Wish> batch = new ArrayList<>();
        for (Wish wish : wishes) {
            if (bulk.isRefused() || !BulkDelete.canName(wish.location().key())) {
                pieces.add(() -> verdicts[wish.at()] = single.delete(wish.location()));
                continue;
            }
            batch.add(wish);
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

    private Runnable piece(String bucket, List<Wish> batch, @Nullable Deletion[] verdicts) {
        return () -> {
            List<BlobLocation> locations = batch.stream().map(Wish::location).toList();
            List<Deletion> deletions = bulk.delete(bucket, locations)
                    .orElseGet(() -> locations.stream().map(single::delete).toList());
            for (int at = 0; at < deletions.size(); at++) {
                verdicts[batch.get(at).at()] = deletions.get(at);
            }
        };
    }

    /** What a success leaves behind is worth knowing, and no reason to fail. */
    private void learnVersioning(String bucket) {
        try {
            buckets.versioning(bucket);
        } catch (MediaLifecycleException e) {
            LOG.debug("Whether deletes in {} leave versions is not known", bucket, e);
        }
    }

    private void addVersions(String bucket, List<Wish> wishes, @Nullable Deletion[] verdicts) {
        if (purges || buckets.knownVersioning(bucket).orElse(Versioning.NONE) != Versioning.ON) {
            return;
        }
        for (Wish wish : wishes) {
            Deletion deletion = verdicts[wish.at()];
            if (deletion != null
                    && deletion.verdict().isSuccess()
                    && deletion.traces().isEmpty()) {
                verdicts[wish.at()] = deletion.leaving(Trace.Kind.VERSIONS_KEPT, null);
            }
        }
    }

    private static Deletion sure(@Nullable Deletion deletion, BlobLocation location) {
        return deletion == null
                ? Verdicts.unknown(location, "the caller was interrupted before it was done")
                : deletion;
    }

    /** A blob that shall go, and the place of its verdict. */
    private record Wish(int at, BlobLocation location) {}
}
