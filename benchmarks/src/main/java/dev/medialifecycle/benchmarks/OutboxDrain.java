package dev.medialifecycle.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Pools;
import dev.medialifecycle.benchmarks.measure.PostgresServer;
import dev.medialifecycle.benchmarks.outbox.Contender;
import dev.medialifecycle.benchmarks.outbox.DbSchedulerPeer;
import dev.medialifecycle.benchmarks.outbox.DrainRounds;
import dev.medialifecycle.benchmarks.outbox.DrainTable;
import dev.medialifecycle.benchmarks.outbox.Ours;
import dev.medialifecycle.benchmarks.outbox.RawBatch;
import dev.medialifecycle.benchmarks.outbox.TransactionOutboxPeer;
import java.util.ArrayList;
import java.util.List;

/** How fast entries without work leave the outbox on PostgreSQL: the raw floor, ours and two peers, in alternating rounds. */
public final class OutboxDrain {
    private OutboxDrain() {}

    /** Takes {@code sizes}, {@code rounds}, {@code threads}, {@code peers} (most entries of a peer) and {@code deletes} (of ours). */
    public static void main(String[] args) throws Exception {
        Arguments arguments =
                new Arguments(args, "sizes", "rounds", "threads", "peers", "peerThreads", "deletes", "lower", "upper");
        List<HikariDataSource> pools = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start()) {
            System.out.println(Machine.description());
            System.out.println(server.description());
            try {
                DrainRounds rounds = new DrainRounds(
                        contenders(server, arguments, pools),
                        () -> server.cpuTime().plus(Machine.cpuTime()));
                for (int size : arguments.numbers("sizes", 10_000, 100_000)) {
                    rounds.run(size, arguments.number("rounds", 3));
                }
                DrainTable.print(rounds);
            } finally {
                pools.forEach(HikariDataSource::close);
            }
        }
        System.out.println("load at the end " + Machine.load());
    }

    static Arguments arguments(String... args) {
        return new Arguments(args, "sizes", "rounds", "threads", "peers", "peerThreads", "deletes", "lower", "upper");
    }

    static List<Contender> contenders(PostgresServer server, Arguments arguments, List<HikariDataSource> pools)
            throws Exception {
        int threads = arguments.number("threads", 2);
        int peerThreads = arguments.number("peerThreads", 8);
        int peers = arguments.number("peers", 100_000);
        int deletes = arguments.number("deletes", 100_000);
        double lower = Double.parseDouble(arguments.word("lower", "4.0"));
        double upper = Double.parseDouble(arguments.word("upper", "20.0"));
        for (String database : new String[] {"raw", "ours", "db_scheduler", "transaction_outbox"}) {
            pools.add(Pools.to(server.newDatabase(database), 2 * threads + peerThreads + 4));
        }
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new RawBatch(pools.get(0), threads));
        HikariDataSource own = pools.get(1);
        contenders.add(new Ours(own, Ours.Kind.OUTBOX_ALONE, threads, Integer.MAX_VALUE));
        contenders.add(new Ours(own, Ours.Kind.NOTHING_TO_DO, threads, Integer.MAX_VALUE));
        contenders.add(new Ours(own, Ours.Kind.DELETES, threads, deletes));
        contenders.add(new Ours(own, Ours.Kind.ONE_BY_ONE, threads, deletes));
        contenders.add(new DbSchedulerPeer(pools.get(2), peerThreads, lower, upper, peers));
        contenders.add(new TransactionOutboxPeer(pools.get(3), peerThreads, peers));
        return contenders;
    }
}
