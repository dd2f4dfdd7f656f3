package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.testkit.FakePrediction;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A host that no vendor can reach, and that keeps only what is saved. */
@TestPropertySource(properties = {"app.vendor.poll-every=2s", "app.vendor.keep-outputs=ON_DEMAND"})
class LaptopTest extends HostTest {
    private static final byte[] OUTPUT = Pictures.jpeg(32, 32);

    @Test
    void learns_the_end_by_asking_and_keeps_the_vendors_url_until_somebody_saves_it() {
        Answer begun = alice.form("/api/v1/generations", Part.field("prompt", "a cat"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        List<FakePrediction> all = replicate.predictions();
        FakePrediction prediction = all.get(all.size() - 1);
        URI output = replicate.serve(UUID.randomUUID() + ".jpg", OUTPUT, "image/jpeg");
        assertThatThrownBy(() -> replicate.succeed(prediction.id(), output))
                .as("it succeeds, and has nobody to tell")
                .hasMessageContaining("without a webhook");

        later(Duration.ofSeconds(3));

        Answer shown = alice.get("/api/v1/generations/" + begun.field("id"));
        assertThat(shown.field("status")).isEqualTo("SUCCEEDED");
        assertThat(shown.json().at("/outputs/0/url").asString()).isEqualTo(output.toString());
        assertThat(Instant.parse(shown.json().at("/outputs/0/expiresAt").asString()))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(listing()).isEmpty();

        Answer saved = alice.post("/api/v1/gallery", Map.of("jobId", begun.field("id"), "index", 0));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        assertThat(nobody.get(saved.field("url")).bytes()).isEqualTo(OUTPUT);
    }

    @Test
    void answers_no_options_and_has_no_other_paths_unless_it_is_told_to() {
        assertThat(nobody.call("OPTIONS", "/api/v1/webhooks/replicate").header("Access-Control-Allow-Methods"))
                .isNotEqualTo("POST, OPTIONS");
        assertThat(nobody.raw("/api/webhook/replicate", BodyPublishers.ofString("{}"))
                        .status())
                .isNotEqualTo(200);
    }
}
