package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The store as it really is, with the requests that are still on their way to it. */
final class SimulatedBucket {
    /** Where uploads and outputs go. */
    static final String MEDIA = "media";

    /** Where what is handed to vendors goes. */
    static final String INPUTS = "inputs";

    private static final int GHOSTS = 4;

    private record Late(Instant arrives, Runnable what) {}

    private final SimulatedWorld world;
    private final MemoryStorage blobs;
    private final List<Late> late = new ArrayList<>();
    private final Deque<StoredBlob> ghosts = new ArrayDeque<>();

    SimulatedBucket(SimulatedWorld world) {
        this.world = world;
        this.blobs = new MemoryStorage("store", Set.of(MEDIA, INPUTS), world.clock());
    }

    StorageProvider provider() {
        return blobs;
    }

    StoredBlob put(PutRequest request) {
        world.history().add("+ " + world.history().name(request.location()));
        return blobs.put(request);
    }

    void putLater(PutRequest request) {
        byte[] bytes = bytes(request);
        PutRequest kept = new PutRequest(request.location(), source(bytes), request.contentType());
        later(() -> arrive(kept));
    }

    private void arrive(PutRequest request) {
        try {
            put(request);
        } catch (MediaLifecycleException e) {
            world.history().add("late put refused: " + e.code());
        }
    }

    Deletion delete(BlobLocation location, SimulatedNode by) {
        return delete(location, by, by.beganAt());
    }

    private Deletion delete(BlobLocation location, SimulatedNode by, long requestedAt) {
        blobs.stat(location).ifPresent(blob -> {
            world.history().add("- " + world.history().name(location));
            ghosts.addLast(blob);
            if (ghosts.size() > GHOSTS) {
                ghosts.removeFirst();
            }
            world.invariants().deleting(blob, by, requestedAt);
        });
        return blobs.delete(List.of(new StoredBlob(location, null, "", 0, null)))
                .get(0);
    }

    void deleteLater(BlobLocation location, SimulatedNode by) {
        long requestedAt = by.beganAt();
        later(() -> {
            Deletion unused = delete(location, by, requestedAt);
        });
    }

    /** Blobs deleted lately, which a listing may still show. */
    List<StoredBlob> ghosts(int most) {
        return ghosts.stream().limit(most).toList();
    }

    boolean has(BlobLocation location) {
        return blobs.stat(location).isPresent();
    }

    Optional<Duration> age(BlobLocation location) {
        Instant now = world.clock().instant();
        return blobs.stat(location).map(StoredBlob::modifiedAt).map(then -> Duration.between(then, now));
    }

    List<StoredBlob> all() {
        List<StoredBlob> all = new ArrayList<>(blobs.list(MEDIA, "", null).blobs());
        all.addAll(blobs.list(INPUTS, "", null).blobs());
        return all;
    }

    /** Lets arrive what is due; in the order in which it was sent. */
    void arrivals() {
        Instant now = world.clock().instant();
        for (Late request : List.copyOf(late)) {
            if (!request.arrives().isAfter(now) && late.remove(request)) {
                world.history().add("a late request arrives");
                request.what().run();
            }
        }
    }

    private void later(Runnable what) {
        Duration delay = Duration.ofSeconds(1L + world.random().below(900));
        late.add(new Late(world.clock().instant().plus(delay), what));
    }

    private static byte[] bytes(PutRequest request) {
        try (InputStream bytes = request.source().open()) {
            return bytes.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static BlobSource source(byte[] bytes) {
        return new BlobSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
