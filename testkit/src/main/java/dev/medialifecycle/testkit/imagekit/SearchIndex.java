package dev.medialifecycle.testkit.imagekit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What searches see, which comes after what is: each change arrives here a while later. Guarded by the library's lock. */
final class SearchIndex {
    private record Change(
            Instant arrives, String id, @Nullable IndexEntry entry) {}

    private final Map<String, IndexEntry> entries = new LinkedHashMap<>();
    private final Deque<Change> underWay = new ArrayDeque<>();
    private Duration lag = Duration.ZERO;

    void lag(Duration time) {
        lag = time;
    }

    void put(IndexEntry entry, Instant now) {
        underWay.add(new Change(now.plus(lag), entry.id(), entry));
    }

    void remove(String id, Instant now) {
        underWay.add(new Change(now.plus(lag), id, null));
    }

    Collection<IndexEntry> at(Instant now) {
        for (Change change = underWay.peek(); change != null && isDue(change, now); change = underWay.peek()) {
            underWay.remove();
            if (change.entry() == null) {
                entries.remove(change.id());
            } else {
                entries.put(change.id(), change.entry());
            }
        }
        return List.copyOf(entries.values());
    }

    private static boolean isDue(Change change, Instant now) {
        return !change.arrives().isAfter(now);
    }
}
