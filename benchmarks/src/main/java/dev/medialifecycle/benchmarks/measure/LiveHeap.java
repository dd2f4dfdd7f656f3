package dev.medialifecycle.benchmarks.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most bytes that a garbage collection has left in the heap, which is what a program needs and not what it was given. */
public final class LiveHeap {
    private final AtomicLong most = new AtomicLong();

    private LiveHeap() {}

    /** Looks at every collection from now on. */
    public static LiveHeap watched() {
        LiveHeap heap = new LiveHeap();
        Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toUnmodifiableSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, unused) -> heap.look((CompositeData) notification.getUserData(), pools),
                            null,
                            null);
        }
        return heap;
    }

    /** So far. */
    public long most() {
        return most.get();
    }

    private void look(CompositeData data, Set<String> pools) {
        long left = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(left, Math::max);
    }
}
