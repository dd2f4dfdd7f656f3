package dev.medialifecycle.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, which can be killed. */
final class NodeProcess {
    private static final long LONGEST_START_SECONDS = 60;

    private final String url;
    private final Path folder;
    private final String name;
    private int starts;
    private Process process;
    private String life;

    private NodeProcess(String url, Path folder, String name) throws IOException {
        this.url = url;
        this.folder = folder;
        this.name = name;
        start();
    }

    static NodeProcess start(String url, Path folder, String name) throws IOException {
        return new NodeProcess(url, folder, name);
    }

    /** Each life has a name of its own. */
    void start() throws IOException {
        life = name + "-" + ++starts;
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        url,
                        folder.toString(),
                        life))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(life + ".log").toFile())
                .start();
    }

    void awaitReady() throws InterruptedException {
        Path ready = folder.resolve(life + ".ready");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!Files.exists(ready)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("Node " + life + " did not start; see " + folder);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As a host stops: it closes the library. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("Node " + life + " does not end by itself");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
