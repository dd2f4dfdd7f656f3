package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.testkit.FakeReplicate;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.OutputTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs on their way from a vendor's address to an asset of ours. */
class OutputsTest {
    private static FakeReplicate cdn;

    private final World world = new World();

    @BeforeAll
    static void start() {
        // Otherwise the JDK's server waits 40 ms between head and body of each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        cdn = FakeReplicate.start();
    }

    @AfterAll
    static void stop() {
        cdn.close();
    }

    @Test
    void an_output_is_ours_byte_for_byte_after_the_vendor_has_dropped_it() throws IOException {
        byte[] bytes = Pictures.png(40);
        URI source = cdn.serve("a.png", bytes, "image/png");
        succeed(source);
        cdn.expire(source);

        Asset kept = world.media.promote(world.job("p1").id(), 0);

        assertThat(world.media.open(kept.id(), dev.medialifecycle.blob.ByteRange.all()))
                .hasBinaryContent(bytes);
        assertThat(kept.content().type()).isEqualTo("image/png");
        assertThat(kept.location().key()).endsWith(".png");
        assertThat(Objects.requireNonNull(kept.content().dimensions()).width()).isEqualTo(40);
        assertThat(world.job("p1").endedAt()).isNotNull();
    }

    @Test
    void a_thousand_outputs_come_over_one_connection_or_two() throws IOException {
        byte[] bytes = Pictures.png(4);
        Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String source = "http://localhost:" + server.getAddress().getPort() + "/";
            for (int job = 0; job < 10; job++) {
                world.running(Set.of(), "many-" + job);
                String sources = IntStream.range(0, 100)
                        .mapToObj(number -> source + number)
                        .collect(Collectors.joining(" "));
                world.deliver("many-" + job, "many-" + job + " succeeded " + sources);
            }
            world.runDue();
        } finally {
            server.stop(0);
        }

        assertThat(world.told(MediaEvent.OutputKept.class)).hasSize(1_000);
        assertThat(connections).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"404", "410", "403", "401"})
    void an_output_that_is_gone_or_private_is_lost_at_once_and_says_so(int status) {
        URI source = cdn.serve("gone.png", Pictures.png(4), "image/png");
        cdn.trouble(source, new OutputTrouble.Status(status), 1_000);

        Job job = succeed(source);

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failure()).isEqualTo("Failed to process outputs");
        assertThat(job.output(0).failure())
                .startsWith("ML-OUT-002 Failed to download: " + status + " from localhost")
                .contains("Next:");
        assertThat(world.told(MediaEvent.OutputLost.class)).hasSize(1);
    }

    @Test
    void an_output_that_fails_for_now_is_fetched_again_with_growing_pauses() {
        URI source = cdn.serve("slow.png", Pictures.png(4), "image/png");
        cdn.trouble(source, new OutputTrouble.Status(503), 3);

        succeed(source);
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.KEEPING);
        Duration waited = Duration.ZERO;
        while (!world.job("p1").status().isTerminal()) {
            world.clock.advance(Duration.ofMillis(100));
            waited = waited.plusMillis(100);
            world.runDue();
        }

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(waited).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
        assertThat(world.told(MediaEvent.EffectFailed.class)).hasSize(3);
    }

    @Test
    void a_download_that_breaks_off_is_never_kept_short() {
        byte[] bytes = Pictures.png(200);
        URI source = cdn.serve("cut.png", bytes, "image/png");
        cdn.trouble(source, new OutputTrouble.Truncated(), 1);

        succeed(source);
        world.live(Duration.ofMinutes(1));

        Asset kept = world.media.promote(world.job("p1").id(), 0);
        assertThat(kept.content().size()).isEqualTo(bytes.length);
        assertThat(world.blobs.list("media", "", null).blobs()).hasSize(1);
    }

    @Test
    void an_output_without_a_type_is_what_its_bytes_are() {
        URI source = cdn.serve("untyped", Pictures.png(4), "application/octet-stream");
        cdn.trouble(source, new OutputTrouble.Untyped(), 1);

        succeed(source);

        assertThat(world.media.promote(world.job("p1").id(), 0).content().type())
                .isEqualTo("image/png");
    }

    @Test
    void one_broken_output_does_not_stop_the_others() {
        URI broken = cdn.serve("broken.png", Pictures.png(4), "image/png");
        cdn.trouble(broken, new OutputTrouble.Status(404), 1_000);

        Job job = succeed(
                cdn.serve("one.png", Pictures.png(5), "image/png"),
                broken,
                cdn.serve("three.png", Pictures.png(6), "image/png"));

        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.outputs().stream().filter(output -> output.asset() != null))
                .hasSize(2);
        assertThat(job.output(1).failure()).startsWith("ML-OUT-002");
    }

    @Test
    void an_output_that_is_no_picture_is_lost_and_nothing_is_stored() {
        Job job = succeed(cdn.serve("page.png", "<html>sorry</html>".getBytes(), "image/png"));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.output(0).failure()).startsWith("ML-UP-001");
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void an_output_that_never_comes_is_lost_when_it_has_died_at_the_vendor() {
        URI source = cdn.serve("never.png", Pictures.png(4), "image/png");
        cdn.trouble(source, new OutputTrouble.Status(503), 1_000);
        succeed(source);

        world.live(Duration.ofMinutes(50));
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.KEEPING);
        world.live(Duration.ofHours(2));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_store_that_is_down_meanwhile_loses_nothing() {
        world.storage.onEveryCall(Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));
        succeed(cdn.serve("patient.png", Pictures.png(4), "image/png"));
        world.live(Duration.ofMinutes(10));
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.KEEPING);

        world.storage.heal();
        world.live(Duration.ofMinutes(30));

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.SUCCEEDED);
        world.live(Duration.ofHours(3));
        assertThat(world.blobs.list("media", "", null).blobs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x.png",
                "https://169.254.169.254/latest/meta-data",
                "http://[::ffff:10.0.0.1]/x.png",
                "https://localhost:1/x.png",
                "http://2130706433/x.png"
            })
    void an_address_inside_our_own_network_is_never_fetched(String url) {
        World strict = new World(builder -> builder.fetch(dev.medialifecycle.job.FetchPolicy.usual()));
        strict.running(Set.of(), "p1");
        strict.deliver("d1", "p1 succeeded " + url);
        strict.runDue();

        assertThat(strict.job("p1").output(0).failure()).containsAnyOf("ML-OUT-006", "ML-OUT-007");
    }

    @Test
    void a_host_that_is_not_the_vendors_is_never_asked() {
        Job job = succeed(URI.create("https://localhost.evil.example/x.png"));

        assertThat(job.output(0).failure())
                .startsWith("ML-OUT-007 Refused to fetch localhost.evil.example: it is not on the vendor's list");
    }

    @Test
    void an_output_that_was_lost_says_why_when_it_is_asked_for() {
        URI source = cdn.serve("lost.png", Pictures.png(4), "image/png");
        cdn.trouble(source, new OutputTrouble.Status(404), 1_000);
        Job job = succeed(source);

        assertThatThrownBy(() -> world.media.promote(job.id(), 0))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXPIRED))
                .hasMessageContaining("404");
    }

    @Test
    void success_without_outputs_is_failure() {
        Job job = succeed();

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failure()).isEqualTo("No outputs generated");
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
    }

    private Job succeed(URI... sources) {
        world.running(Set.of(), "p1");
        StringBuilder body = new StringBuilder("p1 succeeded");
        List.of(sources).forEach(source -> body.append(' ').append(source));
        world.deliver("d1", body.toString());
        world.runDue();
        return world.job("p1");
    }
}
