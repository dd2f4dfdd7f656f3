package dev.medialifecycle.benchmarks.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Batches of a thousand keys through the SDK, some at once, and every verdict in the answers read. */
final class SdkBatches implements Eraser {
    private static final int BATCH = 1_000;

    private final String name;
    private final S3Client client;
    private final ExecutorService threads;

    SdkBatches(String name, S3Client client, int inFlight) {
        this.name = name;
        this.client = client;
        this.threads = Executors.newFixedThreadPool(inFlight);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long erase(int keys) throws Exception {
        List<Future<Integer>> batches = new ArrayList<>();
        for (int from = 0; from < keys; from += BATCH) {
            int begin = from;
            int end = Math.min(keys, from + BATCH);
            batches.add(threads.submit(() -> batch(begin, end)));
        }
        long confirmed = 0;
        for (Future<Integer> batch : batches) {
            confirmed += batch.get();
        }
        return confirmed;
    }

    private int batch(int from, int to) {
        List<ObjectIdentifier> objects = new ArrayList<>(to - from);
        Set<String> unconfirmed = new HashSet<>();
        for (int number = from; number < to; number++) {
            String key = KeySpace.key(number);
            objects.add(ObjectIdentifier.builder().key(key).build());
            unconfirmed.add(key);
        }
        try {
            DeleteObjectsResponse response = client.deleteObjects(
                    request -> request.bucket(SdkClients.BUCKET).delete(delete -> delete.objects(objects)));
            for (DeletedObject deleted : response.deleted()) {
                unconfirmed.remove(deleted.key());
            }
            return objects.size() - unconfirmed.size();
        } catch (SdkException e) {
            // Its retries have come to an end; nobody else tries again.
            return 0;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
