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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
        Queue<Wish> alone = new ConcurrentLinkedQueue<>();
        List<Runnable> pieces = new ArrayList<>();
        byBucket.forEach((bucket, wishes) -> pieces.addAll(pieces(bucket, wishes, alone, verdicts)));
        crew.each(pieces, Runnable::run);
        crew.each(List.copyOf(alone), wish -> verdicts[wish.at()] = single.delete(wish.location()));
        byBucket.forEach((bucket, wishes) -> addVersions(bucket, wishes, verdicts));
        return IntStream.range(0, verdicts.length)
                .mapToObj(at -> sure(verdicts[at], blobs.get(at).location()))
                .toList();
    }

    private List<Runnable> pieces(String bucket, List<Wish> wishes, Queue<Wish> alone, @Nullable Deletion[] verdicts) {
        List<Runnable> pieces = new ArrayList<>();
        if (purges) {
            wishes.forEach(wish -> pieces.add(() -> verdicts[wish.at()] = purge.delete(wish.location())));
            return pieces;
        }
        if (buckets.knownVersioning(bucket).isEmpty()) {
            pieces.add(() -> learnVersioning(bucket));
        }
        if (bulk.isRefused()) {
            alone.addAll(wishes);
            return pieces;
        }
        for (int from = 0; from < wishes.size(); from += batchSize) {
            List<Wish> batch = wishes.subList(from, Math.min(wishes.size(), from + batchSize));
            pieces.add(() -> deleteAtOnce(bucket, batch, alone, verdicts));
        }
        return pieces;
    }

    /** By one request, but for those that it cannot name, and for all if the server takes no such request. */
    private void deleteAtOnce(String bucket, List<Wish> wishes, Queue<Wish> alone, @Nullable Deletion[] verdicts) {
        List<Wish> batch = new ArrayList<>(wishes.size());
        for (Wish wish : wishes) {
            (BulkDelete.canName(wish.location().key()) ? batch : alone).add(wish);
        }
        if (batch.isEmpty() || bulk.isRefused()) {
            alone.addAll(batch);
            return;
        }
        Optional<List<Deletion>> deletions =
                bulk.delete(bucket, batch.stream().map(Wish::location).toList());
        if (deletions.isEmpty()) {
            alone.addAll(batch);
            return;
        }
        for (int at = 0; at < batch.size(); at++) {
            verdicts[batch.get(at).at()] = deletions.get().get(at);
        }
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
