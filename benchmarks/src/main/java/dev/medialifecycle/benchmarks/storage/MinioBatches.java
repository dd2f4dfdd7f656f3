package dev.medialifecycle.benchmarks.storage;

import io.minio.MinioClient;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import java.net.URI;
import java.util.stream.IntStream;

/** The MinIO client's own way to remove many, which asks a thousand at a time and tells of errors only. */
final class MinioBatches implements Eraser {
    private final MinioClient client;

    MinioBatches(URI endpoint) {
        this.client = MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(SdkClients.REGION)
                .credentials(SdkClients.ACCESS, SdkClients.SECRET)
                .build();
    }

    @Override
    public String name() {
        return "MinIO client, removeObjects";
    }

    @Override
    public long erase(int keys) throws Exception {
        Iterable<DeleteRequest.Object> objects = () -> IntStream.range(0, keys)
                .mapToObj(KeySpace::key)
                .map(DeleteRequest.Object::new)
                .iterator();
        long confirmed = keys;
        for (Result<DeleteResult.Error> error : client.removeObjects(RemoveObjectsArgs.builder()
                .bucket(SdkClients.BUCKET)
                .objects(objects)
                .build())) {
            error.get();
            confirmed--;
        }
        return confirmed;
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
