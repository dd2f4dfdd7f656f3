package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryJobRepository;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One database for the library's rows and the host's; it cuts connections, refuses commits, loses answers, and fails over. */
final class SimulatedDatabase {
    private static final int REMEMBERED = 12;

    private final SimulatedWorld world;
    private final Deque<Committed> past = new ArrayDeque<>();
    private final Deque<AssetId> touched = new ArrayDeque<>();
    private Committed now;

    SimulatedDatabase(SimulatedWorld world) {
        this.world = world;
        this.now = new Committed(0, new MemoryJobRepository(), Collections.emptySortedMap());
    }

    Committed now() {
        return now;
    }

    void begin() {
        world.transactionBegins();
    }

    void end() {
        world.transactionEnds();
    }

    /** What a statement is about is what others should get at while its transaction goes on. */
    void touched(Statement statement) {
        List<AssetId> ids = new ArrayList<>(statement.mentioned(AssetId.class));
        statement.mentioned(Asset.class).forEach(asset -> ids.add(asset.id()));
        ids.forEach(touched::addLast);
        while (touched.size() > REMEMBERED) {
            touched.removeFirst();
        }
    }

    /** The assets that were read or written last. */
    List<AssetId> touched() {
        return List.copyOf(touched);
    }

    void troubleAtStatement() {
        if (world.chance(world.weather().cuts(), 10)) {
            world.history().add("! connection cut");
            throw new MediaLifecycleException(
                    ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE, "The connection was cut");
        }
    }

    LostAnswer troubleAtCommit() {
        Weather weather = world.weather();
        if (world.chance(weather.cuts(), 1)) {
            world.history().add("! connection cut before commit");
            throw new MediaLifecycleException(
                    ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE, "The connection was cut");
        }
        if (world.chance(weather.conflicts(), 1)) {
            throw conflict("could not serialize access");
        }
        if (world.chance(weather.lostCommits(), 1)) {
            LostAnswer lost = world.random().below(2) == 0 ? LostAnswer.BEFORE : LostAnswer.AFTER;
            world.history().add("! answer to commit lost, " + lost);
            return lost;
        }
        return LostAnswer.NEVER;
    }

    static MediaLifecycleException conflict(String why) {
        return new MediaLifecycleException(ErrorCode.STALE_VERSION, ErrorKind.CONFLICT, "Conflict: " + why);
    }

    void commit(SimulatedTransaction transaction, MemoryJobRepository rows) {
        Committed before = now;
        long number = before.number() + 1;
        SortedMap<Long, HostRow> hostRows = before.hostRows();
        if (!transaction.hostWrites().isEmpty()) {
            hostRows = new TreeMap<>(hostRows);
            for (var write : transaction.hostWrites().entrySet()) {
                HostRow row = write.getValue();
                if (row == null) {
                    hostRows.remove(write.getKey());
                } else {
                    hostRows.put(write.getKey(), row.since(number));
                }
            }
        }
        past.addLast(before);
        if (past.size() > REMEMBERED) {
            past.removeFirst();
        }
        now = new Committed(number, rows, hostRows);
        world.invariants().committed(before, now, transaction);
    }

    /** The primary dies and a replica takes over, which has not heard of the last commits. */
    void failOver(int lost) {
        int steps = Math.min(lost, past.size());
        if (steps == 0) {
            return;
        }
        Committed later = now;
        Committed target = later;
        for (int i = 0; i < steps; i++) {
            target = past.removeLast();
        }
        // Numbers only ever go up, so that whoever saw the lost commits looks again.
        now = new Committed(later.number() + 1, target.rows(), target.hostRows());
        world.invariants().failedOver(target.number(), now);
    }
}
