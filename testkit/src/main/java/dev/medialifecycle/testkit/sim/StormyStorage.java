package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.SeededRandom;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node's way to the store: requests and answers get lost or late, some are refused, some answers are lies. */
final class StormyStorage implements StorageProvider {
    private final SimulatedWorld world;
    private final SimulatedNode node;
    private final StorageProvider store;

    StormyStorage(SimulatedWorld world, SimulatedNode node) {
        this.world = world;
        this.node = node;
        this.store = world.bucket().provider();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return store.capabilities();
    }

    @Override
    public Set<String> buckets() {
        return store.buckets();
    }

    @Override
    public StoredBlob put(PutRequest request) {
        world.invariants().storing(request.location());
        node.crossing().at(Place.BEFORE_PUT, node);
        Trouble trouble = trouble();
        if (trouble == Trouble.REFUSED) {
            throw failed("put", ErrorKind.UNAVAILABLE);
        }
        if (trouble == Trouble.LOST_REQUEST) {
            throw failed("put", ErrorKind.OUTCOME_UNKNOWN);
        }
        if (trouble == Trouble.LATE) {
            world.bucket().putLater(request);
            throw failed("put", ErrorKind.OUTCOME_UNKNOWN);
        }
        StoredBlob stored = world.bucket().put(request);
        if (trouble == Trouble.LOST_ANSWER) {
            throw failed("put", ErrorKind.OUTCOME_UNKNOWN);
        }
        node.crossing().at(Place.AFTER_PUT, node);
        return stored;
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        node.crossing().at(Place.BEFORE_STAT, node);
        if (trouble() != Trouble.NONE) {
            throw failed("stat", ErrorKind.UNAVAILABLE);
        }
        return store.stat(location);
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        return store.open(location, range);
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        node.crossing().at(Place.BEFORE_DELETE, node);
        Trouble trouble = trouble();
        if (trouble == Trouble.REFUSED) {
            throw failed("delete", ErrorKind.UNAVAILABLE);
        }
        List<Deletion> verdicts = new ArrayList<>();
        for (StoredBlob blob : blobs) {
            answer(blob.location(), trouble).ifPresent(verdicts::add);
        }
        if (trouble != Trouble.NONE && world.random().below(2) == 0) {
            throw failed("delete", ErrorKind.OUTCOME_UNKNOWN);
        }
        node.crossing().at(Place.AFTER_DELETE, node);
        return verdicts;
    }

    private Optional<Deletion> answer(BlobLocation location, Trouble trouble) {
        Deletion unknown = Deletion.failed(location, ErrorKind.OUTCOME_UNKNOWN, "no answer");
        switch (trouble) {
            case LOST_REQUEST -> {
                return Optional.of(unknown);
            }
            case LATE -> {
                world.bucket().deleteLater(location, node);
                return Optional.of(unknown);
            }
            case LOST_ANSWER -> {
                world.bucket().delete(location, node);
                return world.random().below(2) == 0 ? Optional.empty() : Optional.of(unknown);
            }
            case NONE, REFUSED -> {
                return Optional.of(honestOrNot(location));
            }
        }
        throw new AssertionError(trouble);
    }

    /** A store that answers may still refuse one blob, fail at it, or claim what is not so. */
    private Deletion honestOrNot(BlobLocation location) {
        if (!world.chance(world.weather().storeLies(), 1)) {
            return world.bucket().delete(location, node);
        }
        int what = world.random().below(5);
        world.history()
                .add("! store answers oddly (" + what + ") for "
                        + world.history().name(location));
        return switch (what) {
            case 0 -> Deletion.refused(location, Deletion.Verdict.DENIED, "not allowed");
            case 1 -> Deletion.refused(location, Deletion.Verdict.PROTECTED, "on hold");
            case 2 -> Deletion.failed(location, ErrorKind.THROTTLED, "slow down");
            case 3 -> Deletion.deleted(location);
            default -> {
                Deletion done = world.bucket().delete(location, node);
                yield Deletion.failed(done.location(), ErrorKind.UNAVAILABLE, "it was done all the same");
            }
        };
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        node.crossing().at(Place.BEFORE_LIST, node);
        BlobPage page = page(bucket, prefix, token);
        if (world.chance(world.weather().listTrouble(), 1)) {
            page = spoilt(page);
        }
        node.crossing().at(Place.AFTER_LIST, node);
        return page;
    }

    /** Pages of three, so that there is something between them. */
    private BlobPage page(String bucket, String prefix, @Nullable String token) {
        List<StoredBlob> all = store.list(bucket, prefix, null).blobs();
        List<StoredBlob> rest = all.stream()
                .filter(blob -> token == null
                        || BlobLocation.KEY_ORDER.compare(blob.location().key(), token) > 0)
                .toList();
        List<StoredBlob> page = rest.subList(0, Math.min(3, rest.size()));
        return new BlobPage(
                page, rest.size() > 3 ? page.get(page.size() - 1).location().key() : null);
    }

    private BlobPage spoilt(BlobPage page) {
        SeededRandom random = world.random();
        List<StoredBlob> blobs = new ArrayList<>(page.blobs());
        int what = random.below(5);
        world.history().add("! listing goes wrong (" + what + ")");
        switch (what) {
            case 0 -> throw failed("list", ErrorKind.UNAVAILABLE);
            case 1 -> {
                return new BlobPage(blobs.subList(0, blobs.size() / 2), null);
            }
            case 2 -> blobs.addAll(page.blobs());
            case 3 -> java.util.Collections.reverse(blobs);
            default -> blobs.addAll(0, world.bucket().ghosts(2));
        }
        return new BlobPage(blobs, page.nextToken());
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return store.publicUrl(location);
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        return store.signedUrl(location, lifetime);
    }

    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        return store.signedPut(location, contentType, size, lifetime);
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        return store.abortUnfinished(bucket, before);
    }

    @Override
    public List<Finding> diagnose() {
        return store.diagnose();
    }

    @Override
    public Located locate(String url) {
        return store.locate(url);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The store outlives every node.
    }

    private enum Trouble {
        NONE,
        REFUSED,
        LOST_REQUEST,
        LOST_ANSWER,
        LATE
    }

    private Trouble trouble() {
        Weather weather = world.weather();
        if (world.chance(weather.lateCalls(), 1)) {
            world.history().add("! request is late");
            return Trouble.LATE;
        }
        if (!world.chance(weather.storeTrouble(), 1)) {
            return Trouble.NONE;
        }
        Trouble trouble = world.random().pick(List.of(Trouble.REFUSED, Trouble.LOST_REQUEST, Trouble.LOST_ANSWER));
        world.history().add("! store: " + trouble);
        return trouble;
    }

    private static MediaLifecycleException failed(String what, ErrorKind kind) {
        ErrorCode code =
                kind == ErrorKind.OUTCOME_UNKNOWN ? ErrorCode.STORAGE_OUTCOME_UNKNOWN : ErrorCode.STORAGE_UNAVAILABLE;
        return new MediaLifecycleException(code, kind, "The storm took a " + what);
    }
}
