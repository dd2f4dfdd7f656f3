package dev.medialifecycle.benchmarks.webhook;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.ChildProgram;
import java.io.IOException;
import java.util.List;

/** All programs of this package one after the other, each in a virtual machine of its own, so that none compiles for the others. */
public final class Everything {
    private static final List<String> OPTIONS = List.of("-Xmx1g");

    private Everything() {}

    /** Takes {@code rounds}, {@code samples} and {@code calls}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(args, "rounds", "samples", "calls");
        String rounds = "rounds=" + arguments.number("rounds", 31);
        boolean isAllWell = ChildProgram.run(VerifyCost.class, OPTIONS, List.of(rounds))
                & ChildProgram.run(MapCost.class, OPTIONS, List.of(rounds))
                & ChildProgram.run(RefuseCost.class, OPTIONS, List.of(rounds))
                & ChildProgram.run(Ed25519Cost.class, OPTIONS, List.of())
                & ChildProgram.run(ThreadsCost.class, OPTIONS, List.of("calls=" + arguments.number("calls", 100_000)))
                & ChildProgram.run(
                        CompareLeak.class, OPTIONS, List.of("samples=" + arguments.number("samples", 1_000_000)));
        if (!isAllWell) {
            throw new IllegalStateException("A program did not end well; what it printed says why");
        }
    }
}
