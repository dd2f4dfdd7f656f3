package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ids of what this provider stored itself while searches may not see it yet; the oldest are forgotten first. */
final class RecentUploads {
    private static final int MOST = 10_000;

    private record Upload(String id, Instant at) {}

    private final Map<BlobLocation, Upload> uploads = new LinkedHashMap<>();
    private final Clock clock;
    private final Duration lag;

    RecentUploads(Clock clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
    }

    synchronized void add(BlobLocation location, String id) {
        uploads.put(location, new Upload(id, clock.instant()));
        if (uploads.size() > MOST) {
            uploads.remove(uploads.keySet().iterator().next());
        }
    }

    synchronized void remove(BlobLocation location) {
        uploads.remove(location);
    }

    synchronized Optional<String> idOf(BlobLocation location) {
        Upload upload = uploads.get(location);
        if (upload == null) {
            return Optional.empty();
        }
        if (mayBeUnseen(upload.at())) {
            return Optional.of(upload.id());
        }
        uploads.remove(location);
        return Optional.empty();
    }

    /** Whether what was stored then could still be missing from searches; what was stored nobody knows when is not. */
    boolean mayBeUnseen(@Nullable Instant storedAt) {
        return storedAt != null && storedAt.plus(lag).isAfter(clock.instant());
    }

    /** How long until what was stored then is in all searches. */
    Duration untilSeen(Instant storedAt) {
        return Duration.between(clock.instant(), storedAt.plus(lag));
    }
}
