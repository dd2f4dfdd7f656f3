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
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI endpoint;
    private final int inFlight;
    private final List<Eraser> all = new ArrayList<>();
    private final List<Eraser> ours = new ArrayList<>();
    private final Eraser limit;
    private final Eraser serial;
    private final Eraser parallel;
    private final Eraser minio;

    private BulkDelete(URI endpoint, int inFlight) throws Exception {
        this.endpoint = endpoint;
        this.inFlight = inFlight;
        limit = added(new LeanBatches(endpoint, inFlight));
        added(new OneByOne(SdkClients.client(endpoint, SdkClients.jdk())));
        minio = added(new MinioBatches(endpoint));
        serial = added(new SdkBatches("SDK, batch after batch", SdkClients.client(endpoint, SdkClients.jdk()), 1));
        String title = inFlight + " in flight";
        parallel = added(new SdkBatches("SDK, " + title, SdkClients.client(endpoint, SdkClients.jdk()), inFlight));
        added(new SdkBatches("SDK over Apache, " + title, SdkClients.client(endpoint, SdkClients.apache()), inFlight));
        ours.add(added(new ProviderEraser(endpoint, inFlight)));
    }

    /**
     * Takes {@code sizes}, {@code rounds}, {@code latency} (in milliseconds), {@code inFlight}, {@code libraries} (which keep what
     * the facade knows), {@code workers} (0 for the library's own threads) and {@code warmUp} (rounds before those that count).
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments =
                new Arguments(args, "sizes", "rounds", "latency", "inFlight", "libraries", "workers", "warmUp");
        Duration latency = Duration.ofMillis(arguments.number("latency", 30));
        System.out.println(Machine.description());
        try (LeanS3 server = LeanS3.start(Behaviour.after(latency), 0)) {
            BulkDelete program = new BulkDelete(server.endpoint(), arguments.number("inFlight", 16));
            try {
                program.addFacades(arguments);
                EraserRounds rounds = new EraserRounds(server, latency, program.all);
                rounds.warmUp(arguments.number("warmUp", 10));
                List<Integer> sizes = arguments.numbers("sizes", 10_000, 100_000);
                for (int size : sizes) {
                    rounds.run(size, arguments.number("rounds", 3));
                }
                program.print(rounds, sizes);
            } finally {
                program.close();
            }
        }
        System.out.println("load at the end " + Machine.load());
    }

    private void addFacades(Arguments arguments) throws Exception {
        for (String kind : arguments.word("libraries", "memory,h2,postgres").split(",")) {
            if (!kind.equals("none")) {
                for (int workers : arguments.numbers("workers", 0)) {
                    ours.add(added(new FacadeEraser(kind, endpoint, inFlight, workers, PATIENCE)));
                }
            }
        }
    }

    private Eraser added(Eraser eraser) {
        all.add(eraser);
        return eraser;
    }

    private void close() throws Exception {
        for (Eraser eraser : all) {
            eraser.close();
        }
    }

    private void print(EraserRounds rounds, List<Integer> sizes) {
        Table table = new Table(
                "delete",
                "keys",
                "a second",
                "of all rounds",
                "x limit",
                "x SDK in flight",
                "CPU us each",
                "in flight");
        Table goals = new Table("goal", "keys", "at least", "measured", "verdict");
        for (int size : sizes) {
            for (Eraser eraser : all) {
                double rate = rounds.rate(eraser, size);
                table.row(
                        eraser.name(),
                        Table.whole(size),
                        Table.whole(rate),
                        rounds.range(eraser, size),
                        Table.fine(rate / rounds.rate(limit, size)),
                        Table.fine(rate / rounds.rate(parallel, size)),
                        Table.fine(rounds.cpu(eraser, size)),
                        Table.fine(rounds.inFlight(eraser, size)));
            }
            for (Eraser eraser : ours) {
                goal(goals, rounds, size, eraser, parallel, 0.95);
                goal(goals, rounds, size, eraser, serial, 10);
                goal(goals, rounds, size, eraser, minio, 15);
            }
        }
        table.print();
        System.out.println("One by one was measured with 200 keys; its rate does not depend on their number.");
        goals.print();
    }

    private static void goal(Table goals, EraserRounds rounds, int size, Eraser ours, Eraser peer, double atLeast) {
        double measured = rounds.rate(ours, size) / rounds.rate(peer, size);
        goals.row(
                ours.name() + " / " + peer.name(),
                Table.whole(size),
                Table.fine(atLeast),
                Table.fine(measured),
                Table.verdict(measured >= atLeast));
    }
}
