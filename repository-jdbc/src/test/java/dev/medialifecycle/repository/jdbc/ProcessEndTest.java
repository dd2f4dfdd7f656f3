package dev.medialifecycle.repository.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends by itself with work in the outbox, and the next one that does it. */
class ProcessEndTest {
    private static final int QUEUED = 100;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"closing", "forgetting to close"})
    void a_process_ends_by_itself_with_deletes_queued_and_the_next_one_does_them(String how) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName(),
                        folder.toString(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        long tookMillis = Long.parseLong(Files.readString(folder.resolve("took")));
        assertThat(tookMillis).isLessThan(5_000);
        assertThat(files()).isGreaterThanOrEqualTo(QUEUED);

        try (MediaLifecycle next = Host.media(folder, new CountDownLatch(0))) {
            next.runDue(10_000);
        }
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
            return all.filter(file -> file.toString().endsWith(".png")).count();
        }
    }

    /** Releases a hundred assets while its background work is between two passes, and returns from {@code main}. */
    static final class Host {
        private static final AssetRole PICTURE = new AssetRole("picture");
        private static final byte[] PIXEL = Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

        private Host() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path folder = Path.of(arguments[0]);
            CountDownLatch firstPasses = new CountDownLatch(2);
            MediaLifecycle media = media(folder, firstPasses);
            media.startBackground(new BackgroundPlan(Duration.ofHours(1), null, Duration.ofHours(1)));
            firstPasses.await();
            List<Asset> assets = new ArrayList<>();
            for (int i = 0; i < QUEUED; i++) {
                assets.add(media.upload(Upload.of("user-1", PICTURE, new ByteArrayInputStream(PIXEL))));
            }
            assets.forEach(asset -> media.release(asset.id()));
            long from = System.nanoTime();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> note(folder, System.nanoTime() - from)));
            if (arguments[1].equals("closing")) {
                media.close();
            }
        }

        private static void note(Path folder, long nanos) {
            try {
                Files.writeString(folder.resolve("took"), Long.toString(TimeUnit.NANOSECONDS.toMillis(nanos)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Counts what the threads that delete ask of the repository: with nothing due, one question each. */
        private static JobRepository counted(JobRepository repository, CountDownLatch questions) {
            return new JobRepository() {
                @Override
                public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
                    return repository.inTransaction(work);
                }

                @Override
                public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
                    T answer = repository.inNewTransaction(work);
                    if (Thread.currentThread().getName().startsWith("media-cleanup-")) {
                        questions.countDown();
                    }
                    return answer;
                }
            };
        }

        static MediaLifecycle media(Path folder, CountDownLatch questions) {
            var database = Databases.plain("jdbc:h2:file:" + folder.resolve("media"));
            Schema.migrate(database);
            return MediaLifecycle.builder()
                    .storage(LocalStorage.at("store", folder.resolve("blobs"))
                            .bucket("media")
                            .open())
                    .repository(counted(JdbcJobRepository.of(database), questions))
                    .uploads(PICTURE, UploadPolicy.images("store", "media", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                    .retention(RetentionPolicy.keepForever()
                            .with(PICTURE, Retention.forever().withQuarantine(Duration.ZERO)))
                    .spool(folder.resolve("spool"))
                    .noReferences()
                    .build();
        }
    }
}
