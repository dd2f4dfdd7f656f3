package dev.medialifecycle.testkit;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The predictions of a {@link FakeVendor}, by id, in the order of their creation. */
final class FakePredictions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FakePrediction> byId = new LinkedHashMap<>();
    private final InputFetcher fetcher = new InputFetcher();
    private final Clock clock;
    private final FakeDialect.Words words;

    FakePredictions(Clock clock, FakeDialect.Words words) {
        this.clock = clock;
        this.words = words;
    }

    /** Fetches the inputs, then keeps the prediction. */
    FakePrediction create(PredictionJson.Order order) {
        List<FetchedInput> inputs = order.inputs().stream().map(fetcher::fetch).toList();
        String id = UUID.randomUUID().toString().replace("-", "");
        FakePrediction created = FakePrediction.ordered(id, words.waiting(), order.webhook(), inputs, clock.instant());
        lock.lock();
        try {
            byId.put(id, created);
            return created;
        } finally {
            lock.unlock();
        }
    }

    List<FakePrediction> all() {
        lock.lock();
        try {
            return List.copyOf(byId.values());
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    FakePrediction find(String id) {
        lock.lock();
        try {
            return byId.get(id);
        } finally {
            lock.unlock();
        }
    }

    FakePrediction get(String id) {
        FakePrediction found = find(id);
        if (found == null) {
            throw new IllegalArgumentException("No prediction " + id);
        }
        return found;
    }

    FakePrediction change(String id, UnaryOperator<FakePrediction> change) {
        lock.lock();
        try {
            FakePrediction changed = change.apply(get(id));
            byId.put(id, changed);
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** Cancels one that has not ended; whether there was one. */
    boolean cancel(String id) {
        lock.lock();
        try {
            FakePrediction before = byId.get(id);
            if (before == null || words.isOver(before)) {
                return false;
            }
            byId.put(id, before.become(words.canceled()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    void remove(String id) {
        lock.lock();
        try {
            byId.remove(id);
        } finally {
            lock.unlock();
        }
    }

    void dropOutput(URI url) {
        lock.lock();
        try {
            byId.replaceAll(
                    (id, p) -> p.output() != null && p.output().contains(url.toString()) ? p.withOutput(null) : p);
        } finally {
            lock.unlock();
        }
    }
}
