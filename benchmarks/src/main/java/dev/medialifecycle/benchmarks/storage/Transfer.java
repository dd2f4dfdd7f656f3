package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.ChildProgram;
import dev.medialifecycle.benchmarks.measure.Machine;
import java.time.Duration;
import java.util.List;

/**
 * How fast large blobs go to disk, into the store and out of it, each byte hashed, and whether many at once fit into a small heap:
 * ours, the SDK, and the limit. The store is in this process, and whoever is measured in one of its own.
 */
public final class Transfer {
    private Transfer() {}

    /**
     * Takes {@code ways}, {@code sizes} (in MB), {@code rounds}, {@code heap} (in MB, for one at a time), {@code copies}, {@code size}
     * (of each copy, in MB) and {@code heaps} (for the copies).
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "ways", "sizes", "rounds", "heap", "copies", "size", "heaps", "who");
        System.out.println(Machine.description());
        boolean isAllWell = true;
        try (LeanS3 server = LeanS3.start(Behaviour.after(Duration.ZERO), 0)) {
            String endpoint = "endpoint=" + server.endpoint();
            for (String way : arguments.word("ways", "disk,put,get").split(",")) {
                isAllWell &= way.equals("none")
                        || ChildProgram.run(
                                MoverRounds.class,
                                List.of("-Xmx" + arguments.number("heap", 64) + "m"),
                                List.of(
                                        endpoint,
                                        "way=" + way,
                                        "sizes=" + arguments.word("sizes", "64,1024"),
                                        "rounds=" + arguments.number("rounds", 3)));
            }
            for (int copies : arguments.numbers("copies", 32, 64)) {
                for (int heap : arguments.numbers("heaps", 32, 64)) {
                    for (String who : arguments.word("who", "sdk,ours").split(",")) {
                        boolean isWell = ChildProgram.run(
                                CopiesAtOnce.class,
                                List.of("-Xmx" + heap + "m"),
                                List.of(
                                        endpoint,
                                        "who=" + who,
                                        "copies=" + copies,
                                        "size=" + arguments.number("size", 64)));
                        isAllWell &= isWell || !who.equals("ours");
                    }
                }
            }
            System.out.printf(
                    "%,d MB came in, %d uploads were not what was sent%n", server.received() >> 20, server.broken());
            isAllWell &= server.broken() == 0;
        }
        System.out.println("load at the end " + Machine.load());
        System.exit(isAllWell ? 0 : 1);
    }
}
