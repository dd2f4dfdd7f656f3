package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.s3.S3Storage;
import dev.medialifecycle.sweep.BackgroundPlan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole way out: released in one call, proposed, out of use, deleted, and written down as deleted. By the library's own threads
 * as a host starts them, or by so many workers that never rest.
 */
final class FacadeEraser implements Eraser {
    private static final int ENTRIES_A_PASS = 100_000;
    private static final int BACKGROUND = 0;
    private static final RetentionPolicy WITHOUT_QUARANTINE = RetentionPolicy.keepForever()
            .with(AssetRole.OUTPUT, Retention.forever().withQuarantine(Duration.ZERO));

    private final Library library;
    private final S3Storage storage;
    private final int workers;
    private final Duration patience;
    private List<AssetId> ids = List.of();
    private long quarantinedAfter;

    /** {@code workers} of 0 are the library's own threads. */
    FacadeEraser(String kind, URI endpoint, int inFlight, int workers, Duration patience) throws Exception {
        this.library = new Library(kind);
        this.storage = ProviderEraser.storage(endpoint, inFlight);
        this.workers = workers;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "ours, release to store, " + library.kind()
                + (workers == BACKGROUND ? "" : ", " + workers + (workers == 1 ? " worker" : " workers"));
    }

    @Override
    public void prepare(int keys) throws Exception {
        ids = library.fill(keys);
    }

    @Override
    public long erase(int keys) throws Exception {
        AtomicLong deleted = new AtomicLong();
        AtomicLong quarantined = new AtomicLong();
        CountDownLatch isAllGone = new CountDownLatch(1);
        long begin = System.nanoTime();
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(storage)
                .repository(library.repository())
                .noReferences()
                .retention(WITHOUT_QUARANTINE)
                .listener(event -> {
                    if (event instanceof MediaEvent.AssetDeleted gone
                            && gone.verdict().isSuccess()
                            && deleted.incrementAndGet() == keys) {
                        isAllGone.countDown();
                    } else if (event instanceof MediaEvent.AssetQuarantined && quarantined.incrementAndGet() == keys) {
                        quarantinedAfter = System.nanoTime() - begin;
                    }
                })
                .build()) {
            media.release(ids);
            if (workers == BACKGROUND) {
                media.startBackground(BackgroundPlan.effectsOnly());
                boolean unused = isAllGone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                work(media, isAllGone);
            }
        }
        return deleted.get();
    }

    /** When the last asset was out of use, counted from the beginning. */
    Duration quarantinedAfter() {
        return Duration.ofNanos(quarantinedAfter);
    }

    /** Effects that are still to be done, or have been given up. */
    long pending() {
        return library.pending();
    }

    private void work(MediaLifecycle media, CountDownLatch isAllGone) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Thread thread = new Thread(() -> {
                while (isAllGone.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
                    media.runDue(ENTRIES_A_PASS);
                }
            });
            threads.add(thread);
            thread.start();
        }
        boolean isDone = isAllGone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        for (Thread thread : threads) {
            if (!isDone) {
                thread.interrupt();
            }
            thread.join();
        }
    }

    @Override
    public void close() throws Exception {
        storage.close();
        library.close();
    }
}
