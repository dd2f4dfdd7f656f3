package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fire-and-forget clean-up alone: blobs that the library never saw before, released by the URLs that a record holds. */
public final class CleanUpAlone {
    private CleanUpAlone() {}

    public static void main(String[] args) {
        MemoryStorage storage = new MemoryStorage("store", Set.of("media"), Clock.systemUTC());
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(storage)
                .repository(new MemoryJobRepository())
                .retention(RetentionPolicy.keepForever()
                        .with(AssetRole.ORPHAN, Retention.forever().withQuarantine(Duration.ZERO)))
                .noReferences()
                .build()) {
            List<String> urls = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                urls.add(storage.publicUrl(put(storage, "u1/" + i + ".png")).toString());
            }
            urls.addAll(
                    List.of("not a url", "https://cdn.example.com/x.png", "https://store.memory.invalid/media/../x"));

            media.releaseUrls("u1", urls).forEach(System.out::println);
            media.runDue(100);

            boolean isClean = storage.list("media", "", null).blobs().isEmpty();
            System.out.println(isClean ? "PASS" : "FAIL");
            System.exit(isClean ? 0 : 1);
        }
    }

    private static BlobLocation put(MemoryStorage storage, String key) {
        byte[] bytes = {1, 2, 3};
        BlobLocation location = new BlobLocation("store", "media", key);
        storage.put(new PutRequest(
                location,
                new BlobSource() {
                    @Override
                    public long size() {
                        return bytes.length;
                    }

                    @Override
                    public InputStream open() {
                        return new ByteArrayInputStream(bytes);
                    }
                },
                "image/png"));
        return location;
    }
}
