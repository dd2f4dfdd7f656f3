package dev.medialifecycle.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills the quickstart with SIGKILL at random moments and starts it again: the second run must end with every promise kept, over
 * whatever the first one left. Arguments: how many moments (50), and a seed to repeat them.
 */
public final class KillAnytime {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    private KillAnytime() {}

    public static void main(String[] args) throws Exception {
        int moments = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : new SplittableRandom().nextLong();
        System.exit(run(moments, seed));
    }

    /** The number of moments after which a promise was broken. */
    static int run(int moments, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = Files.createTempDirectory("kill-anytime");
        System.out.println("seed " + seed);
        try {
            long start = System.nanoTime();
            if (finish(start(folder)) != 0) {
                System.out.println("the story fails even when nobody kills it");
                return moments;
            }
            long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            int broken = 0;
            for (int i = 1; i <= moments; i++) {
                long moment = random.nextLong(whole / 10, whole);
                Process first = start(folder);
                boolean hasEnded = first.waitFor(moment, TimeUnit.MILLISECONDS);
                first.destroyForcibly().waitFor();
                int answer = finish(start(folder));
                broken += answer == 0 ? 0 : 1;
                System.out.println(
                        i + "/" + moments + " killed after " + moment + " ms" + (hasEnded ? " (it had ended)" : "")
                                + ", then " + (answer == 0 ? "every promise kept" : "BROKEN, exit " + answer));
            }
            System.out.println(broken == 0 ? "PASS" : "FAIL: " + broken + " of " + moments);
            return broken;
        } finally {
            delete(folder);
        }
    }

    private static Process start(Path folder) throws IOException {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName(),
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return 124;
        }
        return process.exitValue();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
