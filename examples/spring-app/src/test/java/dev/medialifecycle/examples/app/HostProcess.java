package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.testkit.FakeReplicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.test.util.TestSocketUtils;

/** The application in a process of its own, over an H2 file and a folder that outlive it; it can be killed and started again. */
final class HostProcess implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Path folder = TestHost.temporaryFolder();
    private final Map<String, Object> properties = new LinkedHashMap<>(TestHost.properties(folder));
    private final URI base;
    private Process process;

    HostProcess(FakeReplicate replicate) {
        int port = TestSocketUtils.findAvailableTcpPort();
        base = URI.create("http://localhost:" + port);
        properties.put("server.port", port);
        properties.put("app.vendor.base-url", replicate.apiBase());
        properties.put("app.vendor.token", replicate.apiToken());
        properties.put("app.vendor.webhook-secret", replicate.secret());
        properties.put("app.background.every", "100ms");
        properties.put("app.background.lease", "2s");
        properties.put("spring.datasource.url", "jdbc:h2:async:" + folder.toAbsolutePath() + "/db;WRITE_DELAY=0");
    }

    /** Whether a life of the application does what is due. */
    enum Background {
        OFF,
        ON
    }

    void start(Background background) throws IOException {
        properties.put("app.background.enabled", background == Background.ON);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MediaApplication.class.getName(),
                "--spring.profiles.active=dev"));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("host.log").toFile()))
                .start();
        await(this::answers);
    }

    private boolean answers() {
        assertThat(process.isAlive()).as("see host.log in " + folder).isTrue();
        try {
            return Http.nobody(base).get("/files/media/none").status() == 404;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for something that only the process can bring about. */
    static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    Http alice() {
        return Http.nobody(base).as("alice");
    }

    Http admin() {
        return Http.nobody(base).as("admin");
    }

    /** What lies in a bucket, looked at past the application. */
    List<BlobLocation> files(String bucket) {
        List<BlobLocation> files = new ArrayList<>();
        try (LocalStorage disk =
                LocalStorage.at("disk", folder.resolve("files")).bucket(bucket).open()) {
            String token = null;
            do {
                var page = disk.list(bucket, "", token);
                page.blobs().stream().map(StoredBlob::location).forEach(files::add);
                token = page.nextToken();
            } while (token != null);
        }
        return files;
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
