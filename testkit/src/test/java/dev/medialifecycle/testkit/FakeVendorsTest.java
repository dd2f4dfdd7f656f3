package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real library with each fake vendor, all over HTTP. */
class FakeVendorsTest {
    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeVendor vendor;
    private LibraryHost host;

    @AfterEach
    void close() {
        host.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal", "wavespeed"})
    void outputs_become_ours(String name) throws Exception {
        String id = begin(name);
        URI output = vendor.serve("a.png", png(), "image/png");

        assertThat(vendor.send(vendor.succeed(id, output)).status()).isEqualTo(200);
        host.runDue();

        assertThat(host.job(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(host.job(id).outputs())
                .singleElement()
                .satisfies(kept -> assertThat(kept.asset()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal", "wavespeed"})
    void failures_are_told_in_the_words_of_the_vendor(String name) throws Exception {
        String id = begin(name);

        assertThat(vendor.send(vendor.fail(id, "out of paint")).status()).isEqualTo(200);

        assertThat(host.job(id).status()).isEqualTo(JobStatus.FAILED);
        assertThat(host.job(id).failure()).isEqualTo("out of paint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal", "wavespeed"})
    void forgeries_change_nothing(String name) throws Exception {
        String id = begin(name);
        FakeWebhook forged = vendor.succeed(id, vendor.serve("a.png", png(), "image/png"));

        WebhookAnswer answer = vendor.sendForged(forged);

        // fal: other keys may have been published meanwhile, so it is looked for them first.
        assertThat(answer.status()).isIn(401, 503);
        assertThat(host.job(id).status()).isEqualTo(JobStatus.STARTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal", "wavespeed"})
    void what_no_webhook_told_is_asked_for(String name) throws Exception {
        String id = begin(name);
        vendor.work(id);
        pass(Duration.ofMinutes(20));
        assertThat(host.job(id).status()).isEqualTo(JobStatus.PROCESSING);

        vendor.succeed(id, vendor.serve("a.png", png(), "image/png"));
        pass(Duration.ofMinutes(20));

        assertThat(host.job(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal", "wavespeed"})
    void an_output_that_expired_before_it_was_fetched_is_a_failure(String name) throws Exception {
        String id = begin(name);
        URI output = vendor.serve("a.png", png(), "image/png");
        vendor.send(vendor.succeed(id, output));
        vendor.expire(output);

        for (int day = 0; day < 9; day++) {
            pass(Duration.ofDays(1));
        }

        assertThat(host.job(id).status()).isEqualTo(JobStatus.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal"})
    void a_job_that_nobody_wants_is_canceled_at_the_vendor(String name) throws Exception {
        String id = begin(name);

        host.media.cancelJob(host.job(id).id(), "the user left");
        host.runDue();

        assertThat(vendor.prediction(id).status()).isIn("canceled", "CANCELED");
        assertThat(host.job(id).status()).isEqualTo(JobStatus.CANCELED);
        // Told again, as after a crash, the vendor has nothing to complain about.
        Objects.requireNonNull(vendor.vendor().control().cancel()).give(new VendorJobId(name, id));
        Objects.requireNonNull(vendor.vendor().control().cancel()).give(new VendorJobId(name, "nobody-knows"));
    }

    @Test
    void wavespeed_forgets_a_job_and_cannot_cancel_one() throws Exception {
        String id = begin("wavespeed");
        vendor.send(vendor.succeed(id, vendor.serve("a.png", png(), "image/png")));
        host.runDue();

        host.media.forgetAtVendor(host.job(id).id());
        host.runDue();

        assertThat(vendor.predictions()).isEmpty();
        assertThat(vendor.vendor().control().cancel()).isNull();
    }

    @Test
    void fal_rotates_its_keys_which_are_fetched_once_more() throws Exception {
        FakeFal fal = begun();
        Job job = host.job(fal.predictions().get(0).id());
        String id = Objects.requireNonNull(job.vendorJobId()).id();
        String other = order("fal");
        host.running(other);
        assertThat(fal.send(fal.fail(id, "no luck")).status()).isEqualTo(200);
        assertThat(fal.keyFetches()).isEqualTo(1);

        fal.rotateKeys();
        clock.advance(Duration.ofMinutes(2));
        FakeWebhook message = fal.fail(other, "no luck either");

        assertThat(sendUntilTaken(fal, message)).startsWith(503).endsWith(200);
        assertThat(fal.keyFetches()).isEqualTo(2);
        assertThat(host.job(other).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void fal_is_asked_to_send_again_while_its_keys_cannot_be_had() throws Exception {
        FakeFal fal = begun();
        String id = fal.predictions().get(0).id();
        fal.loseKeys();
        FakeWebhook message = fal.fail(id, "no luck");

        assertThat(fal.send(message).status()).isEqualTo(503);
        assertThat(host.job(id).status()).isEqualTo(JobStatus.STARTING);

        fal.restoreKeys();
        clock.advance(Duration.ofMinutes(2));
        assertThat(sendUntilTaken(fal, message)).endsWith(200);
        assertThat(host.job(id).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_result_that_fal_left_out_is_asked_for_at_once() throws Exception {
        FakeFal fal = begun();
        String id = fal.predictions().get(0).id();
        URI output = fal.serve("a.png", png(), "image/png");

        assertThat(fal.send(fal.succeedWithout(id, output)).status()).isEqualTo(200);
        host.runDue();

        assertThat(host.job(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    private FakeFal begun() throws Exception {
        begin("fal");
        return (FakeFal) vendor;
    }

    /** The answers to a message that is sent again as a vendor does, until it is taken. */
    private static List<Integer> sendUntilTaken(FakeVendor vendor, FakeWebhook message) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<Integer> answers = new ArrayList<>();
        do {
            answers.add(vendor.send(message).status());
        } while (answers.get(answers.size() - 1) == 503 && System.nanoTime() < giveUp);
        return answers;
    }

    /** A running job at a vendor; its id there. */
    private String begin(String name) throws Exception {
        vendor = switch (name) {
            case "fal" -> FakeFal.start(clock);
            case "wavespeed" -> FakeWaveSpeed.start(clock);
            default -> FakeReplicate.start(clock);
        };
        host = new LibraryHost(vendor.vendor(), clock);
        String id = order(name);
        host.running(id);
        return id;
    }

    private String order(String name) throws Exception {
        String hook = URLEncoder.encode(host.hook().toString(), StandardCharsets.UTF_8);
        String input = "{\"prompt\":\"a cat\"}";
        switch (name) {
            case "fal" -> post("/fal-ai/flux/dev?fal_webhook=" + hook, "Key ", input);
            case "wavespeed" -> post("/api/v3/wavespeed-ai/flux-dev?webhook=" + hook, "Bearer ", input);
            default ->
                post("/v1/predictions", "Bearer ", "{\"input\":" + input + ",\"webhook\":\"" + host.hook() + "\"}");
        }
        return vendor.predictions().get(vendor.predictions().size() - 1).id();
    }

    private void post(String path, String prefix, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(vendor.apiBase().resolve(path))
                .header("Authorization", prefix + vendor.apiToken())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isIn(200, 201);
    }

    private void pass(Duration time) {
        clock.advance(time);
        host.runDue();
    }

    static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
