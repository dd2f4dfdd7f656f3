package dev.medialifecycle.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.vendor.Leonardo;
import dev.medialifecycle.vendor.Luma;
import dev.medialifecycle.verifier.CapabilityUrls;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real library with vendors that sign nothing: whatever is sent to it, the vendor's API has the word. */
class WeakVendorsTest {
    private static final String KEY = "a-callback-key-of-32-bytes-or-so";
    private static final String LUMA_JOB = "/dream-machine/v1/generations/g1";
    private static final String LEONARDO_JOB = "/api/rest/v1/generations/g1";
    private static final OutputTerms OUTPUTS = new OutputTerms(Set.of("localhost"), Duration.ofDays(1));

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    private final URI base = URI.create("http://localhost:" + API.getPort());
    private final String segment = CapabilityUrls.of(Luma.NAME, Secret.of(KEY))
            .mint("job-1", clock.instant().plus(Duration.ofDays(2)));

    @Test
    void a_forged_callback_with_other_outputs_changes_nothing_even_for_whoever_knows_the_url() throws Exception {
        String ours = picture("ours");
        API.stubFor(get(LUMA_JOB).willReturn(okJson(generation("completed", ours))));
        try (LibraryHost host = luma()) {
            host.running("g1");

            WebhookReply reply = host.media.receive(called(segment, generation("completed", picture("forged"))));
            assertThat(reply.httpStatus()).isEqualTo(200);
            assertThat(host.job("g1").outputs()).isEmpty();
            host.runDue();

            assertThat(host.job("g1").status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(host.job("g1").outputs()).extracting(JobOutput::source).containsExactly(URI.create(ours));
            API.verify(0, getRequestedFor(urlEqualTo("/outputs/forged.png")));
        }
    }

    @Test
    void a_forged_failure_ends_nothing() throws Exception {
        API.stubFor(get(LUMA_JOB).willReturn(okJson("{\"id\":\"g1\",\"state\":\"dreaming\"}")));
        try (LibraryHost host = luma()) {
            host.running("g1");

            host.media.receive(called(segment, "{\"id\":\"g1\",\"state\":\"failed\",\"failure_reason\":\"x\"}"));
            host.runDue();

            assertThat(host.job("g1").status()).isEqualTo(JobStatus.PROCESSING);
        }
    }

    @Test
    void whoever_does_not_know_the_url_is_refused_and_nobody_is_asked() throws Exception {
        try (LibraryHost host = luma()) {
            host.running("g1");
            for (String guess : List.of("", "job-1", segment + "0", segment.substring(1))) {
                assertThat(host.media
                                .receive(called(guess, generation("completed", picture("forged"))))
                                .httpStatus())
                        .isEqualTo(401);
            }
            host.runDue();

            assertThat(host.job("g1").status()).isEqualTo(JobStatus.STARTING);
            assertThat(API.getAllServeEvents()).isEmpty();
        }
    }

    @Test
    void the_keys_that_leonardo_sends_along_are_not_stored() throws Exception {
        API.stubFor(
                get(LEONARDO_JOB).willReturn(okJson("{\"generations_by_pk\":{\"id\":\"g1\",\"status\":\"PENDING\"}}")));
        try (LibraryHost host = new LibraryHost(
                Leonardo.builder()
                        .secrets("the-callback-token-of-ours")
                        .apiToken("token")
                        .api(base, HttpClient.newHttpClient())
                        .build(),
                clock)) {
            host.running("g1");
            String body = "{\"data\":{\"object\":{\"id\":\"g1\",\"status\":\"COMPLETE\",\"apiKey\":{\"key\":\"KEY1\","
                    + "\"webhookCallbackApiKey\":\"KEY2\"},\"images\":[]}}}";

            assertThat(host.media.receive(leonardo(body)).httpStatus()).isEqualTo(200);
            assertThat(host.media.receive(leonardo(body.replace("}}}", ""))).httpStatus())
                    .isEqualTo(200);

            assertThat(host.stored()).hasSize(2).noneMatch(stored -> stored.contains("KEY"));
            assertThat(host.stored()).anyMatch(stored -> stored.contains("\"id\":\"g1\",\"status\":\"COMPLETE\""));
            host.runDue();
            API.verify(getRequestedFor(urlEqualTo(LEONARDO_JOB)));
        }
    }

    private LibraryHost luma() throws Exception {
        return new LibraryHost(
                Luma.builder()
                        .secrets(KEY)
                        .apiToken("token")
                        .api(base, HttpClient.newHttpClient())
                        .outputs(OUTPUTS)
                        .build(),
                clock);
    }

    private String picture(String name) throws IOException {
        API.stubFor(get("/outputs/" + name + ".png")
                .willReturn(aResponse().withHeader("Content-Type", "image/png").withBody(FakeVendorsTest.png())));
        return base + "/outputs/" + name + ".png";
    }

    private static String generation(String state, String video) {
        return "{\"id\":\"g1\",\"state\":\"" + state + "\",\"assets\":{\"image\":\"" + video + "\"}}";
    }

    private static WebhookDelivery called(String segment, String body) {
        return new WebhookDelivery(Luma.NAME, Map.of(), body.getBytes(StandardCharsets.UTF_8), segment);
    }

    private static WebhookDelivery leonardo(String body) {
        return new WebhookDelivery(
                Leonardo.NAME,
                Map.of("Authorization", List.of("Bearer the-callback-token-of-ours")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
