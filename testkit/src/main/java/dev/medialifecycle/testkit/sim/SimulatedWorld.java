package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A few nodes over one database and one store, a host with users, a vendor, and weather; one thread and one seed move it all. */
final class SimulatedWorld {
    /** So long ago that no spool file of this machine is ever older. */
    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

    static final Duration MINIMUM_AGE = Duration.ofHours(1);

    /** No transaction takes longer, however long a process is held up elsewhere. */
    static final Duration LONGEST_TRANSACTION = Duration.ofHours(12);

    private static final List<SweepScope> SCOPES = List.of(
            new SweepScope("store", SimulatedBucket.MEDIA, "app/", MINIMUM_AGE),
            SweepScope.bucket("store", SimulatedBucket.INPUTS, MINIMUM_AGE));

    private final SeededRandom random;
    private final ManualClock clock = ManualClock.at(START);
    private final History history = new History();
    private final Invariants invariants = new Invariants(this);
    private final SimulatedDatabase database = new SimulatedDatabase(this);
    private final SimulatedBucket bucket = new SimulatedBucket(this);
    private final SimulatedVendor vendor = new SimulatedVendor(this);
    private final Crossing crossing = new Crossing(this);
    private final SimulatedHost host;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private Weather weather;
    private boolean isHealed;
    private int openTransactions;

    SimulatedWorld(long seed, int nodeCount) {
        random = SeededRandom.of(seed);
        host = new SimulatedHost(this, random);
        weather = Weather.of(random);
        for (int number = 1; number <= nodeCount; number++) {
            nodes.add(new SimulatedNode(this, "node" + number));
        }
        history.add("weather " + weather);
    }

    /** One thing happens: somebody does something, or time passes. */
    void step() {
        bucket.arrivals();
        List<SimulatedNode> idle = nodes.stream().filter(node -> !node.isBusy()).toList();
        int what = random.below(100);
        if (what < 14 || idle.isEmpty()) {
            letTimePass();
        } else if (what < 17) {
            clockIsSet(random.pick(idle));
        } else if (what < 47) {
            work(random.pick(idle));
        } else if (what < 52) {
            sweep(random.pick(idle), SweepMode.EXECUTE);
        } else {
            on(random.pick(idle), host::act);
        }
        if (chance(weather.failovers(), 1)) {
            int lost = 1 + random.below(4);
            history.add("! failover, " + lost + " commits lost");
            database.failOver(lost);
        }
        invariants.check();
    }

    private void work(SimulatedNode node) {
        int limit = random.pick(List.of(1, 3, 50, 1_000));
        history.add(node.name() + " runs due " + limit);
        on(node, busy -> busy.media().runDue(limit));
    }

    private void sweep(SimulatedNode node, SweepMode mode) {
        history.add(node.name() + " sweeps");
        on(
                node,
                busy -> busy.media()
                        .sweep(new CyclePlan(
                                mode, SCOPES, new SweepLimits(1_000, 1), Duration.ofHours(1), Duration.ofDays(1))));
    }

    private void on(SimulatedNode node, Consumer<SimulatedNode> action) {
        node.begin();
        try {
            action.accept(node);
        } catch (ProcessKilled e) {
            node.restart();
        } catch (MediaLifecycleException e) {
            history.add("refused: " + e.code() + " " + e.kind());
        } finally {
            node.end();
        }
    }

    private void clockIsSet(SimulatedNode node) {
        int most = (int) weather.skew().toSeconds();
        Duration skew = most == 0 ? Duration.ZERO : Duration.ofSeconds(random.below(2 * most + 1) - (long) most);
        history.add(node.name() + "'s clock is off by " + skew);
        node.clock().set(skew);
    }

    void transactionBegins() {
        openTransactions++;
    }

    void transactionEnds() {
        openTransactions--;
    }

    /** From seconds to days; not more than minutes while somebody has a transaction open. */
    void letTimePass() {
        int kind = openTransactions > 0 ? random.below(2) : random.below(10);
        Duration time = switch (kind) {
            case 0, 1, 2, 3 -> Duration.ofSeconds(random.below(240));
            case 4, 5, 6 -> Duration.ofMinutes(random.below(60));
            case 7, 8 -> Duration.ofHours(random.below(30));
            default -> Duration.ofHours(random.below(200));
        };
        pass(time);
    }

    private void pass(Duration time) {
        history.add("time passes: " + time);
        clock.advance(time);
        host.timePassed();
        bucket.arrivals();
    }

    /** Faults cease, and everybody does what is due for as long as it takes. */
    void heal() {
        history.add("---- faults cease");
        weather = Weather.calm(weather.hasPoller());
        isHealed = true;
        pass(Duration.ofHours(1));
        nodes.forEach(node -> node.clock().set(Duration.ZERO));
        host.settle(nodes.get(0));
        for (int round = 0; round < 5; round++) {
            for (SimulatedNode node : nodes) {
                on(node, busy -> busy.media().runDue(1_000));
                pass(Duration.ofHours(76));
            }
            on(nodes.get(round % nodes.size()), busy -> host.retryGivenUp(busy));
            sweep(nodes.get(round % nodes.size()), SweepMode.EXECUTE);
            on(nodes.get(0), busy -> busy.media().runDue(10_000));
            invariants.check();
        }
        invariants.checkAtTheEnd();
    }

    /** Whether something that happens {@code perTenThousand}, divided by {@code rarer}, happens now. */
    boolean chance(int perTenThousand, int rarer) {
        return perTenThousand > 0 && random.below(10_000 * rarer) < perTenThousand;
    }

    UUID newId() {
        byte[] bits = random.bytes(16);
        return UUID.nameUUIDFromBytes(bits);
    }

    boolean isHealed() {
        return isHealed;
    }

    SeededRandom random() {
        return random;
    }

    Weather weather() {
        return weather;
    }

    ManualClock clock() {
        return clock;
    }

    History history() {
        return history;
    }

    Invariants invariants() {
        return invariants;
    }

    SimulatedDatabase database() {
        return database;
    }

    SimulatedBucket bucket() {
        return bucket;
    }

    SimulatedVendor vendor() {
        return vendor;
    }

    Crossing crossing() {
        return crossing;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }
}
