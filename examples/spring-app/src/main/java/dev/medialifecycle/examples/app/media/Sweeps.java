package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepScope;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The cycles this host runs: over both of its buckets, with the limits of its configuration. */
@Component
public final class Sweeps {
    private final StorageProvider storage;
    private final SweepProperties properties;

    Sweeps(StorageProvider storage, SweepProperties properties) {
        this.storage = storage;
        this.properties = properties;
    }

    /** The cycle of the schedule. */
    public CyclePlan scheduled() {
        return cycle(properties.mode(), properties.minimumAge(), properties.maxShare());
    }

    /** How often the schedule comes round. */
    public Duration interval() {
        return properties.interval();
    }

    /** The share of all blobs that one sweep may take out of use when nobody says otherwise. */
    public double maxShare() {
        return properties.maxShare();
    }

    /** The age below which a blob is nobody's business when nobody says otherwise. */
    public Duration minimumAge() {
        return properties.minimumAge();
    }

    /** A cycle that somebody asked for. */
    public CyclePlan cycle(SweepMode mode, Duration minimumAge, double maxShare) {
        return new CyclePlan(
                mode,
                List.of(
                        SweepScope.bucket(storage.name(), Buckets.INPUTS, minimumAge),
                        SweepScope.bucket(storage.name(), Buckets.MEDIA, minimumAge)),
                new SweepLimits(properties.maxCount(), maxShare),
                properties.spoolAge(),
                properties.jobRowAge());
    }
}
