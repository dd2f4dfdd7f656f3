package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.LiveHeap;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.s3.S3Storage;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists every key of a bucket, in whatever heap it was started with, and says whether each came once and in its order. */
public final class Listed {
    private int next;
    private boolean isExact = true;

    private Listed() {}

    /** Takes {@code endpoint}, {@code who} ({@code ours} or {@code sdk}), {@code keys} and {@code rounds}. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, "endpoint", "who", "keys", "rounds");
        URI endpoint = URI.create(arguments.word("endpoint", "http://127.0.0.1"));
        String who = arguments.word("who", "ours");
        int keys = arguments.number("keys", 1_000_000);
        LiveHeap heap = LiveHeap.watched();
        boolean isAllWell = true;
        for (int round = 0; round < arguments.number("rounds", 3); round++) {
            Listed listed = new Listed();
            Duration cpu = Machine.cpuTime();
            long begin = System.nanoTime();
            if (who.equals("ours")) {
                listed.byUs(endpoint);
            } else {
                listed.bySdk(endpoint);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double micros = Machine.cpuTime().minus(cpu).toNanos() / 1e3;
            boolean isWell = listed.isExact && listed.next == keys;
            isAllWell &= isWell;
            System.out.printf(
                    "%s  %-4s round %d, %,d of %,d keys in order, %d MB heap allowed, %d MB most alive after a collection, %.1f s,"
                            + " %,.0f keys a second, %.2f us CPU each, load %s%n",
                    isWell ? "PASS" : "FAIL",
                    who,
                    round + 1,
                    listed.next,
                    keys,
                    Runtime.getRuntime().maxMemory() >> 20,
                    heap.most() >> 20,
                    seconds,
                    keys / seconds,
                    micros / keys,
                    Machine.load());
        }
        System.exit(isAllWell ? 0 : 1);
    }

    private void byUs(URI endpoint) {
        try (S3Storage storage = ProviderEraser.storage(endpoint, 1)) {
            BlobPage page = storage.list(SdkClients.BUCKET, "", null);
            count(page);
            for (String token = page.nextToken(); token != null; token = page.nextToken()) {
                page = storage.list(SdkClients.BUCKET, "", token);
                count(page);
            }
        }
    }

    private void bySdk(URI endpoint) {
        try (S3Client client = SdkClients.client(endpoint, SdkClients.jdk())) {
            for (S3Object object : client.listObjectsV2Paginator(request -> request.bucket(SdkClients.BUCKET))
                    .contents()) {
                count(object.key());
            }
        }
    }

    private void count(BlobPage page) {
        for (StoredBlob blob : page.blobs()) {
            count(blob.location().key());
        }
    }

    private void count(String key) {
        isExact &= KeySpace.number(key) == next;
        next++;
    }
}
