package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.examples.quickstart.Errands.Errand;
import dev.medialifecycle.examples.quickstart.Errands.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two processes over one database and one folder, killed with SIGKILL at random moments while they release pictures in transactions
 * of the host, some of which roll back. In the end every file that should be gone is gone and every other one is there, byte for
 * byte. Arguments: kills (20), releases (10,000), a seed to repeat them ({@code -} for chance), and {@code postgres}, {@code h2} or the JDBC URL of
 * an empty database.
 */
public final class TwoNodes {
    private static final int UPLOADERS = 4;
    private static final Duration LONGEST_END = Duration.ofMinutes(10);

    private final Path folder;
    private final String url;
    private final SharedHost host;
    private final SplittableRandom random;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private Duration longestTakeover = Duration.ZERO;
    private Duration latestBeginning = Duration.ZERO;
    private Duration longestPastLease = Duration.ZERO;
    private int orphaned;

    private TwoNodes(Path folder, String url, SharedHost host, long seed) {
        this.folder = folder;
        this.url = url;
        this.host = host;
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] args) throws Exception {
        int kills = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int releases = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        boolean isChance = args.length < 3 || args[2].equals("-");
        long seed = isChance ? new SplittableRandom().nextLong() : Long.parseLong(args[2]);
        System.exit(run(kills, releases, seed, args.length > 3 ? args[3] : "postgres"));
    }

    /** The number of promises that were broken. */
    static int run(int kills, int releases, long seed, String database) throws Exception {
        System.out.println("seed " + seed + ", " + kills + " kills, " + releases + " releases, on " + database);
        Path folder = Files.createTempDirectory("two-nodes");
        try (DatabaseServer server = DatabaseServer.start(database, folder);
                SharedHost host = new SharedHost(server.url(), folder, "parent")) {
            Errands.createTables(host.dataSource());
            int broken = new TwoNodes(folder, server.url(), host, seed).run(kills, releases);
            System.out.println(broken == 0 ? "PASS" : "FAIL: " + broken + " promises broken");
            return broken;
        } finally {
            delete(folder);
        }
    }

    private int run(int kills, int releases) throws Exception {
        Instant begin = Instant.now();
        List<Errand> all = upload(releases);
        say(begin, all.size() + " errands, their pictures uploaded");
        try {
            nodes.add(NodeProcess.start(url, folder, "a"));
            nodes.add(NodeProcess.start(url, folder, "b"));
            for (NodeProcess node : nodes) {
                node.awaitReady();
            }
            killing(begin, kills, all.size());
            awaitEnd();
            say(begin, "everything is done");
            for (NodeProcess node : nodes) {
                node.stop();
            }
        } finally {
            for (NodeProcess node : nodes) {
                node.kill();
            }
        }
        System.out.println(
                "    " + orphaned + " outbox entries were held by a killed node; the first of them was taken over "
                        + latestBeginning.toMillis() + " ms after the kill at the latest, the last of them "
                        + longestTakeover.toMillis() + " ms after the kill and " + longestPastLease.toMillis()
                        + " ms after its lease; a lease is " + SharedHost.LEASE.toMillis() + " ms, a poll "
                        + SharedHost.POLL.toMillis() + " ms");
        return new Audit(host).broken(all);
    }

    /** Of every hundred errands, eighty are releases that are meant. */
    private List<Errand> upload(int releases) throws Exception {
        List<Errand> planned = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int count = kind == Kind.RELEASE ? releases : Math.max(1, releases / 20);
            for (int i = 0; i < count; i++) {
                planned.add(new Errand(0, kind, null));
            }
        }
        Collections.shuffle(planned, new Random(random.nextLong()));
        ExecutorService uploaders = Executors.newFixedThreadPool(UPLOADERS);
        try {
            List<Future<Errand>> uploads = new ArrayList<>();
            for (int number = 0; number < planned.size(); number++) {
                Errand errand = new Errand(number, planned.get(number).kind(), null);
                uploads.add(uploaders.submit(() -> prepare(errand)));
            }
            List<Errand> all = new ArrayList<>();
            for (Future<Errand> upload : uploads) {
                all.add(upload.get());
            }
            return all;
        } finally {
            uploaders.shutdownNow();
        }
    }

    private Errand prepare(Errand errand) {
        return host.transactions().run(() -> {
            Errand ready = errand;
            if (errand.kind() != Kind.UPLOAD) {
                Errand uploaded = new Node(host).upload(errand.number());
                ready = new Errand(errand.number(), errand.kind(), uploaded.asset());
            }
            if (errand.kind() == Kind.RELEASE_ONE_OF_TWO) {
                host.errands().show(ready.assetId(), 2, errand.number());
            }
            host.errands().add(ready, "LATER");
            return ready;
        });
    }

    /** The errands come in portions, so that there is work at every kill; how long one takes says when to kill. */
    private void killing(Instant begin, int kills, int errands) throws Exception {
        int portion = Math.max(1, errands / (kills + 1));
        host.errands().open(0, portion);
        Instant start = Instant.now();
        await("SELECT COUNT(*) FROM errand WHERE state = 'OPEN'");
        long whole = Math.max(50, Duration.between(start, Instant.now()).toMillis());
        for (int i = 1; i <= kills; i++) {
            host.errands().open(i * portion, i == kills ? errands : (i + 1) * portion);
            long moment = random.nextLong(whole);
            NodeProcess victim = nodes.get(random.nextInt(nodes.size()));
            TimeUnit.MILLISECONDS.sleep(moment);
            victim.kill();
            Takeover takeover = Takeover.watch(host.errands());
            victim.start();
            victim.awaitReady();
            orphaned += takeover.orphaned();
            latestBeginning = longer(latestBeginning, takeover.shortest());
            longestTakeover = longer(longestTakeover, takeover.longest());
            longestPastLease = longer(longestPastLease, takeover.longestPastLease());
            say(
                    begin,
                    i + "/" + kills + " killed " + victim + " after " + moment + " ms; " + takeover.orphaned()
                            + " entries taken over, the first after "
                            + takeover.shortest().toMillis() + " ms, the last after "
                            + takeover.longest().toMillis() + " ms (" + takeover.last() + ")");
        }
    }

    private void awaitEnd() throws InterruptedException {
        await("SELECT COUNT(*) FROM errand WHERE state <> 'DONE'");
        await("SELECT COUNT(*) FROM ml_outbox WHERE state = 'DUE'");
    }

    private void await(String count) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_END);
        while (host.errands().count(count) > 0) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("It does not come to an end: " + count + "; see " + folder);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void say(Instant begin, String text) {
        System.out.printf(
                "    %5.1f s  %s%n", Duration.between(begin, Instant.now()).toMillis() / 1000.0, text);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
