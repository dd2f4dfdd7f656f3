package dev.medialifecycle.internal;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.internal.exit.BlobEraser;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.sweep.SelfTest;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Keeping;
import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.retention.RetentionPolicy;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything that a host configured, complete and checked one by one, but not yet against each other. */
public record Setup(
        List<StorageProvider> storage,
        JobRepository repository,
        Policies policies,
        RetentionPolicy retention,
        Keeping keeping,
        ReferenceDesk.Declared declared,
        List<Function<Providers, ReferenceSource>> references,
        List<LifecycleListener> listeners,
        Ambience ambience,
        SelfTest.Wish selfTest,
        BlobEraser.Belief belief,
        Set<Bucket> retired,
        Limits limits) {

    /** A bucket by its provider's name and its own. */
    public record Bucket(String provider, String name) {
        /** {@code provider:bucket}. */
        @Override
        public String toString() {
            return provider + ":" + name;
        }
    }

    /** What a test hands in. */
    public record Ambience(
            Clock clock, Supplier<UUID> ids, Path spool, HttpClient http, FetchPolicy fetch, ThreadFactory threads) {}

    /** How long, how large and how fast. */
    public record Limits(
            Duration confirmUploadsWithin,
            Duration jobsAppearWithin,
            Duration lease,
            int maxDeliveryBytes,
            Map<String, Integer> deletesASecond) {
        /** Copies the map. */
        public Limits {
            deletesASecond = Map.copyOf(deletesASecond);
        }

        /** Uploads an hour, jobs a day, leases five minutes, a mebibyte, and as fast as providers allow. */
        public static Limits usual() {
            return new Limits(Duration.ofHours(1), Duration.ofDays(1), Duration.ofMinutes(5), 1 << 20, Map.of());
        }

        /** With another time for uploads to be confirmed. */
        public Limits confirming(Duration time) {
            return new Limits(time, jobsAppearWithin, lease, maxDeliveryBytes, deletesASecond);
        }

        /** With another time for jobs to appear. */
        public Limits appearing(Duration time) {
            return new Limits(confirmUploadsWithin, time, lease, maxDeliveryBytes, deletesASecond);
        }

        /** With another lease. */
        public Limits leasing(Duration time) {
            return new Limits(confirmUploadsWithin, jobsAppearWithin, time, maxDeliveryBytes, deletesASecond);
        }

        /** With another size of deliveries. */
        public Limits receiving(int bytes) {
            return new Limits(confirmUploadsWithin, jobsAppearWithin, lease, bytes, deletesASecond);
        }

        /** With another pace for one provider. */
        public Limits deleting(String provider, int blobsASecond) {
            Map<String, Integer> paces = new HashMap<>(deletesASecond);
            paces.put(provider, blobsASecond);
            return new Limits(confirmUploadsWithin, jobsAppearWithin, lease, maxDeliveryBytes, paces);
        }
    }
}
