package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.ChildProgram;
import dev.medialifecycle.benchmarks.measure.Machine;
import java.time.Duration;
import java.util.List;

/** A million keys listed in a small heap, and counted exactly, beside the SDK's paginator; exits non-zero if ours missed one. */
public final class ListMillion {
    private ListMillion() {}

    /** Takes {@code keys}, {@code heap} (in MB), {@code rounds} and {@code latency} (in milliseconds). */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "keys", "heap", "rounds", "latency");
        int keys = arguments.number("keys", 1_000_000);
        System.out.println(Machine.description());
        boolean isAllWell = true;
        try (LeanS3 server = LeanS3.start(Behaviour.after(Duration.ofMillis(arguments.number("latency", 0))), keys)) {
            for (String who : new String[] {"sdk", "ours"}) {
                isAllWell &= ChildProgram.run(
                        Listed.class,
                        List.of("-Xmx" + arguments.number("heap", 64) + "m"),
                        List.of(
                                "endpoint=" + server.endpoint(),
                                "who=" + who,
                                "keys=" + keys,
                                "rounds=" + arguments.number("rounds", 3)));
            }
            System.out.printf(
                    "%,d requests, load at the end %s%n", server.meter().requests(), Machine.load());
        }
        System.exit(isAllWell ? 0 : 1);
    }
}
