package dev.medialifecycle.benchmarks.storage;

import software.amazon.awssdk.services.s3.S3Client;

/** A request for each key, one after the other: what a loop over the SDK does. */
final class OneByOne implements Eraser {
    private static final int ENOUGH_TO_TELL = 200;

    private final S3Client client;

    OneByOne(S3Client client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "SDK, one by one";
    }

    @Override
    public int most() {
        return ENOUGH_TO_TELL;
    }

    @Override
    public long erase(int keys) {
        for (int number = 0; number < keys; number++) {
            String key = KeySpace.key(number);
            client.deleteObject(request -> request.bucket(SdkClients.BUCKET).key(key));
        }
        return keys;
    }

    @Override
    public void close() {
        client.close();
    }
}
