package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.testkit.FakePrediction;
import dev.medialifecycle.testkit.FakeVendor;
import dev.medialifecycle.testkit.FakeWebhook;
import dev.medialifecycle.testkit.FetchedInput;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The road of a generation, the same for every vendor: its subclasses differ in one property of the host. */
abstract class AnyVendorRoad extends HostTest {
    private static final byte[] OUTPUT = Pictures.jpeg(64, 48);

    @Autowired
    private TestHost.Chosen chosen;

    private FakeVendor vendor;

    @BeforeEach
    void choose() {
        vendor = chosen.vendor();
    }

    private record Begun(String id, FakePrediction prediction, List<String> inputs) {}

    @Test
    void keeps_the_output_and_lets_the_inputs_go() {
        Begun begun = begin();
        assertThat(begun.prediction.inputs()).hasSize(2).allMatch(FetchedInput::isFetched);
        assertThat(listing()).containsAll(begun.inputs);

        assertThat(vendor.send(success(begun)).status()).isEqualTo(200);
        runDue();

        Answer shown = shown(begun);
        assertThat(shown.field("status")).isEqualTo("SUCCEEDED");
        assertThat(nobody.get(shown.json().path("outputs").path(0).path("url").asString())
                        .bytes())
                .isEqualTo(OUTPUT);
        assertThat(listing()).doesNotContainAnyElementsOf(begun.inputs);
    }

    @Test
    void says_why_a_generation_failed() {
        Begun begun = begin();

        vendor.send(vendor.fail(begun.prediction.id(), "out of paint"));
        runDue();

        assertThat(shown(begun).field("status")).isEqualTo("FAILED");
        assertThat(shown(begun).field("failure")).isEqualTo("out of paint");
        assertThat(listing()).doesNotContainAnyElementsOf(begun.inputs);
    }

    @Test
    void does_nothing_twice_and_nothing_for_a_forger() {
        Begun begun = begin();
        FakeWebhook success = success(begun);

        assertThat(vendor.sendForged(success).status()).isIn(401, 503);
        assertThat(shown(begun).field("status")).isEqualTo("STARTING");
        vendor.send(success);
        runDue();
        List<String> once = listing();
        vendor.send(success);
        runDue();

        assertThat(listing()).isEqualTo(once);
        assertThat(shown(begun).field("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void learns_the_end_even_if_no_webhook_ever_comes() {
        Begun begun = begin();
        vendor.work(begun.prediction.id());
        later(Duration.ofMinutes(16));
        assertThat(shown(begun).field("status")).isEqualTo("PROCESSING");

        success(begun);
        later(Duration.ofMinutes(16));

        assertThat(shown(begun).field("status")).isEqualTo("SUCCEEDED");
    }

    private Begun begin() {
        Answer answer = alice.form(
                "/api/v1/generations",
                Part.field("prompt", "a cat"),
                Part.png("input1", Pictures.png(1, 1)),
                Part.png("input2", Pictures.png(2, 2)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        List<String> inputs = new ArrayList<>();
        answer.json()
                .path("inputs")
                .forEach(input -> inputs.add("disk:inputs/" + input.path("path").asString()));
        List<FakePrediction> all = vendor.predictions();
        return new Begun(answer.field("id"), all.get(all.size() - 1), inputs);
    }

    private FakeWebhook success(Begun begun) {
        URI output = vendor.serve(UUID.randomUUID() + ".jpg", OUTPUT, "image/jpeg");
        return vendor.succeed(begun.prediction.id(), output);
    }

    private Answer shown(Begun begun) {
        return alice.get("/api/v1/generations/" + begun.id);
    }
}
