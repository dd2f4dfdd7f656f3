package dev.medialifecycle.benchmarks;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.ChildProgram;
import dev.medialifecycle.benchmarks.measure.Database;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.outbox.PendingDeletes;
import java.util.List;

/** A million pending deletes recorded and done in a small heap, on each database; exits non-zero if one does not fit. */
public final class OutboxMemory {
    private OutboxMemory() {}

    /** Takes {@code entries}, {@code heap} (in MB), {@code databases} and {@code threads}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "entries", "heap", "databases", "threads");
        System.out.println(Machine.description());
        boolean isAllWell = true;
        for (String kind : arguments.word("databases", "h2,postgres").split(",")) {
            try (Database database = Database.open(kind)) {
                System.out.println(database.description());
                isAllWell &= ChildProgram.run(
                        PendingDeletes.class,
                        List.of("-Xmx" + arguments.number("heap", 64) + "m"),
                        List.of(
                                "url=" + database.url(),
                                "entries=" + arguments.number("entries", 1_000_000),
                                "threads=" + arguments.number("threads", 2)));
            }
        }
        System.exit(isAllWell ? 0 : 1);
    }
}
