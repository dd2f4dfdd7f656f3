package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.benchmarks.storage.Behaviour.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How much of a throttled store's rate is used, and how many keys are left behind: ours, the SDK's retries, and MinIO's client. */
public final class ThrottledDelete {
    private static final double OF_THE_RATE = 0.95;
    private static final int STUBBORN = 50;

    private final int keys;
    private final int rate;
    private final Behaviour behaviour;
    private final Table table = new Table(
            "delete",
            "keys left",
            "seconds",
            "keys a second",
            "x the store's rate",
            "keys refused, x asked",
            "requests");
    private final Table goals = new Table("goal", "demanded", "measured", "verdict");

    private ThrottledDelete(int keys, int rate, Behaviour behaviour) {
        this.keys = keys;
        this.rate = rate;
        this.behaviour = behaviour;
    }

    /**
     * Takes {@code keys}, {@code rate} (keys a second), {@code refusal} ({@code whole} or {@code by_key}), {@code latency} (in
     * milliseconds), {@code inFlight}, {@code libraries} and {@code peers} ({@code no} to leave them out).
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments =
                new Arguments(args, "keys", "rate", "refusal", "latency", "inFlight", "libraries", "peers");
        int rate = arguments.number("rate", 3_500);
        Refusal refusal = Refusal.valueOf(arguments.word("refusal", "whole").toUpperCase(Locale.ROOT));
        Behaviour behaviour = Behaviour.after(Duration.ofMillis(arguments.number("latency", 30)))
                .throttled(rate, refusal);
        ThrottledDelete program = new ThrottledDelete(arguments.number("keys", 100_000), rate, behaviour);
        System.out.println(Machine.description());
        try (LeanS3 server = LeanS3.start(behaviour, 0)) {
            for (Eraser eraser : erasers(server.endpoint(), arguments, program.patience())) {
                try (eraser) {
                    program.measure(server, eraser);
                }
            }
        }
        program.table.print();
        program.goals.print();
        System.out.println("load at the end " + Machine.load());
    }

    private static List<Eraser> erasers(URI endpoint, Arguments arguments, Duration patience) throws Exception {
        int inFlight = arguments.number("inFlight", 16);
        List<Eraser> erasers = new ArrayList<>();
        if (!arguments.word("peers", "yes").equals("no")) {
            erasers.add(sdk("SDK, its own retries", endpoint, inFlight, AwsRetryStrategy.defaultRetryStrategy()));
            erasers.add(sdk("SDK, standard retries", endpoint, inFlight, AwsRetryStrategy.standardRetryStrategy()));
            erasers.add(sdk(
                    "SDK, standard, 50 attempts",
                    endpoint,
                    inFlight,
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(STUBBORN)
                            .circuitBreakerEnabled(false)
                            .build()));
            erasers.add(sdk(
                    "SDK, adaptive, 50 attempts",
                    endpoint,
                    inFlight,
                    AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                            .maxAttempts(STUBBORN)
                            .build()));
            erasers.add(new MinioBatches(endpoint));
        }
        for (String kind : arguments.word("libraries", "memory,h2,postgres").split(",")) {
            erasers.add(new FacadeEraser(kind, endpoint, inFlight, 0, patience));
        }
        return erasers;
    }

    private static Eraser sdk(String name, URI endpoint, int inFlight, RetryStrategy retries) {
        return new SdkBatches(name, SdkClients.client(endpoint, SdkClients.jdk(), retries), inFlight);
    }

    /** Four times as long as it must take. */
    private Duration patience() {
        return Duration.ofSeconds(20 + 4L * keys / rate);
    }

    private void measure(LeanS3 server, Eraser eraser) throws Exception {
        // Compiled code first, with a store that has no limit.
        server.reset(Behaviour.after(Duration.ZERO), 20_000);
        eraser.prepare(20_000);
        eraser.erase(20_000);
        eraser.prepare(keys);
        server.reset(behaviour, keys);
        long begin = System.nanoTime();
        long confirmed = eraser.erase(keys);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long removed = server.keys().removed();
        long left = keys - removed;
        // A second's worth was saved up when it began.
        double share = (removed - rate) / seconds / rate;
        table.row(
                eraser.name(),
                Table.whole(left),
                Table.fine(seconds),
                Table.whole(removed / seconds),
                Table.fine(share),
                Table.fine((double) server.meter().refusedKeys() / keys),
                Table.whole(server.meter().requests()));
        System.out.printf(
                "%-36s %,d of %,d keys left, %,d confirmed, %.1f s, %.2f of the rate, load %s%n",
                eraser.name(), left, keys, confirmed, seconds, share, Machine.load());
        if (eraser instanceof FacadeEraser ours) {
            goals.row(
                    ours.name() + ", keys left", "0", Table.whole(left), Table.verdict(left == 0 && confirmed == keys));
            goals.row(
                    ours.name() + ", of the store's rate",
                    ">= " + Table.fine(OF_THE_RATE),
                    Table.fine(share),
                    Table.verdict(share >= OF_THE_RATE));
        }
    }
}
