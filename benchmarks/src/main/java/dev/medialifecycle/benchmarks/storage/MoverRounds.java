package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.LiveHeap;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Samples;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.s3.S3Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Lets movers move the same bytes in turns, in whatever heap it was started with, while the store is in another process. */
public final class MoverRounds {
    private static final int MEGABYTE = 1 << 20;
    private static final double OF_THE_LIMIT = 0.95;
    private static final double OF_THE_SDK = 2;

    private final Samples rates = new Samples();
    private final Samples costs = new Samples();
    private final LiveHeap heap = LiveHeap.watched();
    private int moved;

    private MoverRounds() {}

    /** Takes {@code endpoint}, {@code way} ({@code disk}, {@code put} or {@code get}), {@code sizes} (in MB) and {@code rounds}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "endpoint", "way", "sizes", "rounds");
        Path folder = Files.createTempDirectory("bench-spool-");
        List<Mover> movers = movers(
                arguments.word("way", "put"), URI.create(arguments.word("endpoint", "http://127.0.0.1")), folder);
        MoverRounds rounds = new MoverRounds();
        try {
            List<Integer> sizes = arguments.numbers("sizes", 64, 1_024);
            for (int size : sizes) {
                rounds.run(movers, size, arguments.number("rounds", 3));
            }
            rounds.print(movers, sizes);
        } finally {
            for (Mover mover : movers) {
                mover.close();
            }
            Files.deleteIfExists(folder);
        }
    }

    /** The limit first, ours last. */
    private static List<Mover> movers(String way, URI endpoint, Path folder)
            throws IOException, GeneralSecurityException {
        if (way.equals("disk")) {
            return List.of(new Puts.RawToDisk(folder), new Puts.OursToDisk(folder));
        }
        LeanConnection lean = new LeanConnection(endpoint, Clock.systemUTC());
        S3Storage storage = ProviderEraser.storage(endpoint, 1);
        if (way.equals("get")) {
            return List.of(
                    new Gets.Lean(lean),
                    new Gets.Sdk(SdkClients.client(endpoint, SdkClients.jdk())),
                    new Gets.Ours(storage));
        }
        return List.of(
                new Puts.Lean(lean),
                new Puts.Sdk(SdkClients.client(endpoint, SdkClients.jdk())),
                new Puts.OursAlone(storage),
                new Puts.Ours(storage, folder));
    }

    private void run(List<Mover> movers, int megabytes, int rounds) throws Exception {
        long size = (long) megabytes * MEGABYTE;
        for (Mover mover : movers) {
            move(mover, Math.min(size, 256L * MEGABYTE));
        }
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < movers.size(); turn++) {
                Mover mover = movers.get((round + turn) % movers.size());
                Duration cpu = Machine.cpuTime();
                long begin = System.nanoTime();
                String hash = move(mover, size);
                double seconds = (System.nanoTime() - begin) / 1e9;
                double millis = Machine.cpuTime().minus(cpu).toNanos() / 1e6;
                if (!hash.equals(Pattern.sha256(size))) {
                    throw new IllegalStateException(mover.name() + " moved other bytes");
                }
                rates.add(key(mover, megabytes), megabytes / seconds);
                costs.add(key(mover, megabytes), millis / megabytes);
                System.out.printf(
                        "%,6d MB, round %d, %-32s %,6.0f MB a second, %5.2f ms CPU a MB, load %s%n",
                        megabytes, round + 1, mover.name(), megabytes / seconds, millis / megabytes, Machine.load());
            }
        }
    }

    private String move(Mover mover, long size) throws Exception {
        moved++;
        return mover.move(size, moved);
    }

    private void print(List<Mover> movers, List<Integer> sizes) {
        Table table = new Table("one at a time", "MB", "MB a second", "x limit", "CPU ms a MB", "x limit");
        Table goals = new Table("goal", "MB", "at least", "measured", "by CPU time", "verdict");
        Mover limit = movers.get(0);
        Mover ours = movers.get(movers.size() - 1);
        for (int size : sizes) {
            for (Mover mover : movers) {
                table.row(
                        mover.name(),
                        Table.whole(size),
                        Table.whole(rates.median(key(mover, size))),
                        Table.fine(rates.median(key(mover, size)) / rates.median(key(limit, size))),
                        Table.fine(costs.median(key(mover, size))),
                        Table.fine(costs.median(key(mover, size)) / costs.median(key(limit, size))));
            }
            for (Mover mover : movers) {
                if (mover == limit) {
                    goal(goals, ours, mover, size, OF_THE_LIMIT);
                } else if (mover instanceof Puts.Sdk || mover instanceof Gets.Sdk) {
                    goal(goals, ours, mover, size, mover instanceof Puts.Sdk ? OF_THE_SDK : OF_THE_LIMIT);
                }
            }
        }
        table.print();
        goals.print();
        System.out.printf(
                "%d MB heap allowed, %d MB most alive after a collection%n",
                Runtime.getRuntime().maxMemory() >> 20, heap.most() >> 20);
    }

    private void goal(Table goals, Mover ours, Mover other, int size, double atLeast) {
        double measured = rates.median(key(ours, size)) / rates.median(key(other, size));
        goals.row(
                ours.name() + " / " + other.name(),
                Table.whole(size),
                Table.fine(atLeast),
                Table.fine(measured),
                Table.fine(costs.median(key(other, size)) / costs.median(key(ours, size))),
                Table.verdict(measured >= atLeast));
    }

    private static String key(Mover mover, int size) {
        return size + " " + mover.name();
    }
}
