package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast many blobs leave a store that needs 30 ms for each request: ours, the SDK, MinIO's client, and the limit. */
public final class BulkDelete {
    private BulkDelete() {}

    /** Takes {@code sizes}, {@code rounds}, {@code latency} (in milliseconds) and {@code inFlight}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "sizes", "rounds", "latency", "inFlight", "warmUp");
        Duration latency = Duration.ofMillis(arguments.number("latency", 30));
        System.out.println(Machine.description());
        List<Eraser> erasers = new ArrayList<>();
        try (LeanS3 server = LeanS3.start(Behaviour.after(latency), 0)) {
            erasers.addAll(peers(server.endpoint(), arguments.number("inFlight", 16)));
            EraserRounds rounds = new EraserRounds(server, latency, erasers);
            rounds.warmUp(arguments.number("warmUp", 10));
            List<Integer> sizes = arguments.numbers("sizes", 10_000, 100_000);
            for (int size : sizes) {
                rounds.run(size, arguments.number("rounds", 3));
            }
            print(rounds, sizes);
        } finally {
            for (Eraser eraser : erasers) {
                eraser.close();
            }
        }
        System.out.println("load at the end " + Machine.load());
    }

    private static List<Eraser> peers(URI endpoint, int inFlight) throws Exception {
        List<Eraser> peers = new ArrayList<>();
        peers.add(new LeanBatches(endpoint, inFlight));
        peers.add(new OneByOne(SdkClients.client(endpoint, SdkClients.jdk())));
        peers.add(new MinioBatches(endpoint));
        peers.add(new SdkBatches("SDK, batch after batch", SdkClients.client(endpoint, SdkClients.jdk()), 1));
        peers.add(new SdkBatches(
                "SDK, " + inFlight + " in flight", SdkClients.client(endpoint, SdkClients.jdk()), inFlight));
        peers.add(new SdkBatches(
                "SDK over Apache, " + inFlight + " in flight",
                SdkClients.client(endpoint, SdkClients.apache()),
                inFlight));
        return peers;
    }

    private static void print(EraserRounds rounds, List<Integer> sizes) {
        Table table = new Table("delete", "keys", "a second", "of all rounds", "CPU us each", "in flight");
        for (int size : sizes) {
            for (Eraser eraser : rounds.erasers()) {
                table.row(
                        eraser.name(),
                        Table.whole(size),
                        Table.whole(rounds.rate(eraser, size)),
                        rounds.range(eraser, size),
                        Table.fine(rounds.cpu(eraser, size)),
                        Table.fine(rounds.inFlight(eraser, size)));
            }
        }
        table.print();
    }
}
