package dev.medialifecycle.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys that were found beyond a page, kept for a minute for whoever asks for the next one, so that a large directory is not read
 * anew for every page. What is lost here is read again.
 */
final class ReadAhead {
    private static final int LISTINGS = 4;
    private static final Duration LIFE = Duration.ofMinutes(1);

    /** Where a listing has come to. */
    record Place(String bucket, String prefix, String token) {}

    /** The next keys, and whether they are all that is left. */
    record Keys(List<byte[]> next, boolean isAll) {}

    private record Kept(Keys keys, Instant until) {}

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Place, Kept> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Kept> eldest) {
            return size() > LISTINGS;
        }
    };

    ReadAhead(Clock clock) {
        this.clock = clock;
    }

    void keep(Place place, Keys keys) {
        lock.lock();
        try {
            places.put(place, new Kept(keys, clock.instant().plus(LIFE)));
        } finally {
            lock.unlock();
        }
    }

    /** Hands them over, so that whoever asks a second time gets what is there by then. */
    Optional<Keys> take(Place place) {
        lock.lock();
        try {
            Kept kept = places.remove(place);
            return Optional.ofNullable(kept)
                    .filter(found -> clock.instant().isBefore(found.until()))
                    .map(Kept::keys);
        } finally {
            lock.unlock();
        }
    }
}
