package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.s3.S3Storage;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** Our provider alone: everything in one call, and one verdict for each blob. */
final class ProviderEraser implements Eraser {
    /** Its name in locations. */
    static final String NAME = "store";

    private final S3Storage storage;
    private final int inFlight;
    private List<StoredBlob> blobs = List.of();

    ProviderEraser(URI endpoint, int inFlight) {
        this.storage = storage(endpoint, inFlight);
        this.inFlight = inFlight;
    }

    /** As a host would open it for a server of its own, with the batches that Amazon takes. */
    static S3Storage storage(URI endpoint, int inFlight) {
        return S3Storage.named(NAME)
                .endpoint(endpoint)
                .credentials(SdkClients.ACCESS, SdkClients.SECRET)
                .bucket(SdkClients.BUCKET)
                .batchSize(1_000)
                .inFlight(inFlight)
                .open();
    }

    static BlobLocation location(int number) {
        return new BlobLocation(NAME, SdkClients.BUCKET, KeySpace.key(number));
    }

    @Override
    public String name() {
        return "ours, provider, " + inFlight + " in flight";
    }

    @Override
    public void prepare(int keys) {
        blobs = IntStream.range(0, keys)
                .mapToObj(number -> new StoredBlob(location(number), null, "image/png", 1, null))
                .toList();
    }

    @Override
    public long erase(int keys) {
        List<Deletion> deletions = storage.delete(blobs);
        return IntStream.range(0, keys)
                .filter(number -> deletions.get(number).verdict().isSuccess()
                        && deletions
                                .get(number)
                                .location()
                                .equals(blobs.get(number).location()))
                .count();
    }

    @Override
    public void close() {
        storage.close();
    }
}
