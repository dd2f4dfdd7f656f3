package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An hour without store, database and vendor, and then nothing that a person would have to do. */
class OutageTest {
    private static final CyclePlan CYCLE = new CyclePlan(
            SweepMode.EXECUTE,
            List.of(World.MEDIA, SweepScope.bucket("store", "inputs", Duration.ofHours(1))),
            new SweepLimits(10_000, 1),
            Duration.ofHours(1),
            Duration.ofDays(1));

    /** What is down. */
    private enum Outage {
        NONE,
        STORE_BEFORE,
        STORE_AFTER,
        DATABASE,
        ALL
    }

    private final AtomicReference<Outage> outage = new AtomicReference<>(Outage.NONE);
    private final World calm = new World();
    private final World world = World.continuing(
            calm,
            builder -> builder.vendor(polled(Acme.vendor())).repository(Repositories.before(calm.repository, () -> {
                if (outage.get() == Outage.DATABASE || outage.get() == Outage.ALL) {
                    throw new MediaLifecycleException(
                            ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE, "The test's database is down");
                }
            })));

    /** Deliveries that were not answered 200, which the vendor sends again. */
    private final Map<String, String> undelivered = new LinkedHashMap<>();

    private final List<Asset> kept = new ArrayList<>();

    private Vendor polled(Vendor acme) {
        JobPoller poller = job -> {
            if (outage.get() != Outage.NONE) {
                throw new MediaLifecycleException(
                        ErrorCode.VENDOR_UNAVAILABLE, ErrorKind.UNAVAILABLE, "The vendor is down");
            }
            return Optional.empty();
        };
        return new Vendor(acme.name(), acme.verifier(), acme.decoder(), poller, acme.outputs(), acme.patience());
    }

    @Test
    void an_hour_of_outages_heals_without_a_hand() {
        for (int i = 0; i < 10; i++) {
            live("before-" + i);
        }
        for (int minute = 0; minute < 60; minute++) {
            down(Outage.values()[1 + minute / 15]);
            live("during-" + minute);
            pass(Duration.ofMinutes(1));
            if (minute % 10 == 9) {
                world.media.sweep(CYCLE);
            }
        }
        down(Outage.NONE);
        resend();
        for (int hour = 0; hour < 24 * 14; hour++) {
            pass(Duration.ofHours(1));
            if (hour % 24 == 0) {
                assertThat(world.media.sweep(CYCLE).isClean()).isTrue();
            }
        }

        assertThat(world.media.givenUp(10)).isEmpty();
        assertThat(leftovers()).isEmpty();
        assertThat(kept).isNotEmpty().allMatch(world::has);
        assertThat(world.told(MediaEvent.OutputLost.class)).isEmpty();
        assertThat(calm.repository.<Long>inNewTransaction(tx -> tx.outbox().size()))
                .isZero();
    }

    /** What a host does in a minute: whatever of it fails, its user comes back another day. */
    private void live(String name) {
        attempt(() -> {
            Asset asset = world.upload(World.KEPT);
            world.gallery.add(asset.id().toString());
            kept.add(asset);
        });
        attempt(() -> world.media.release(world.upload(World.KEPT).id()));
        attempt(() -> {
            Asset input = world.upload(AssetRole.INPUT);
            world.running(Set.of(input.id()), name);
            undelivered.put(name, name + (name.hashCode() % 2 == 0 ? " failed" : " succeeded " + Pictures.dataUri(9)));
        });
        resend();
    }

    private void resend() {
        undelivered
                .entrySet()
                .removeIf(delivery -> world.deliver("d-" + delivery.getKey(), delivery.getValue())
                                .httpStatus()
                        == 200);
    }

    private void pass(Duration time) {
        world.clock.advance(time);
        attempt(world::runDue);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (MediaLifecycleException e) {
            assertThat(e.kind().retry()).isNotEqualTo(ErrorKind.Retry.NEVER);
        }
    }

    private void down(Outage next) {
        outage.set(next);
        world.storage.heal();
        for (Operation operation : Operation.values()) {
            if (next == Outage.STORE_BEFORE || next == Outage.ALL) {
                world.storage.onEveryCall(operation, new Fault.Before(ErrorKind.UNAVAILABLE));
            } else if (next == Outage.STORE_AFTER) {
                world.storage.onEveryCall(operation, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));
            }
        }
    }

    /** Blobs that no asset in use stands for. */
    private List<String> leftovers() {
        List<String> leftovers = new ArrayList<>();
        for (String bucket : List.of("media", "inputs")) {
            for (StoredBlob blob : world.blobs.list(bucket, "", null).blobs()) {
                Optional<AssetState> state = world.media.asset(blob.location()).map(Asset::state);
                if (!state.equals(Optional.of(AssetState.ACTIVE))) {
                    leftovers.add(blob.location() + " " + state);
                }
            }
        }
        return leftovers;
    }
}
