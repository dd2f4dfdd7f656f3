package dev.medialifecycle.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.vendor.OpenAi;
import dev.medialifecycle.vendor.Runway;
import dev.medialifecycle.vendor.Stability;
import dev.medialifecycle.vendor.VendorBuilder;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real library with vendors that say too little, or nothing, unless they are asked. */
class AskedVendorsTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    private final URI base = URI.create("http://localhost:" + API.getPort());

    @Test
    void an_event_of_openai_has_the_picture_of_a_response_fetched_at_once() throws Exception {
        String picture = Base64.getEncoder().encodeToString(FakeVendorsTest.png());
        API.stubFor(get("/v1/responses/resp_1")
                .willReturn(okJson("{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":[{\"type\":"
                        + "\"image_generation_call\",\"result\":\"" + picture + "\"}]}")));
        try (LibraryHost host = asked(OpenAi.builder().secrets(SECRET))) {
            host.running("resp_1");

            assertThat(host.media.receive(event("response.completed", "resp_1")).httpStatus())
                    .isEqualTo(200);
            host.runDue();

            assertThat(host.job("resp_1").status()).isEqualTo(JobStatus.SUCCEEDED);
        }
    }

    @Test
    void an_event_of_openai_has_a_video_fetched_with_the_token() throws Exception {
        API.stubFor(get("/v1/videos/video_1").willReturn(okJson("{\"id\":\"video_1\",\"status\":\"completed\"}")));
        API.stubFor(get("/v1/videos/video_1/content").willReturn(aResponse().withBody(FakeVendorsTest.png())));
        try (LibraryHost host = asked(OpenAi.builder().secrets(SECRET))) {
            host.running("video_1");

            host.media.receive(event("video.completed", "video_1"));
            host.runDue();

            assertThat(host.job("video_1").status()).isEqualTo(JobStatus.SUCCEEDED);
            API.verify(getRequestedFor(urlEqualTo("/v1/videos/video_1/content"))
                    .withHeader("Authorization", equalTo("Bearer token")));
        }
    }

    @Test
    void an_event_of_openai_tells_why_a_response_failed() throws Exception {
        API.stubFor(get("/v1/responses/resp_1")
                .willReturn(okJson("{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"message\":\"no luck\"}}")));
        try (LibraryHost host = asked(OpenAi.builder().secrets(SECRET))) {
            host.running("resp_1");

            host.media.receive(event("response.failed", "resp_1"));
            host.runDue();

            assertThat(host.job("resp_1").failure()).isEqualTo("no luck");
        }
    }

    @Test
    void runway_sends_nothing_and_is_asked_until_the_end() throws Exception {
        API.stubFor(get("/v1/tasks/t1").willReturn(okJson("{\"id\":\"t1\",\"status\":\"THROTTLED\"}")));
        API.stubFor(get("/outputs/a.png").willReturn(aResponse().withBody(FakeVendorsTest.png())));
        try (LibraryHost host = asked(Runway.builder())) {
            host.running("t1");
            pass(host);
            assertThat(host.job("t1").status()).isEqualTo(JobStatus.STARTING);
            API.stubFor(get("/v1/tasks/t1").willReturn(okJson("{\"id\":\"t1\",\"status\":\"RUNNING\"}")));
            pass(host);
            assertThat(host.job("t1").status()).isEqualTo(JobStatus.PROCESSING);

            API.stubFor(get("/v1/tasks/t1")
                    .willReturn(okJson(
                            "{\"id\":\"t1\",\"status\":\"SUCCEEDED\",\"output\":[\"" + base + "/outputs/a.png\"]}")));
            pass(host);

            assertThat(host.job("t1").status()).isEqualTo(JobStatus.SUCCEEDED);
        }
    }

    @Test
    void stability_sends_nothing_and_its_answer_holds_the_result() throws Exception {
        String picture = Base64.getEncoder().encodeToString(FakeVendorsTest.png());
        API.stubFor(get("/v2beta/results/s1")
                .willReturn(aResponse().withStatus(202).withBody("{\"id\":\"s1\",\"status\":\"in-progress\"}")));
        try (LibraryHost host = asked(Stability.builder())) {
            host.running("s1");
            pass(host);
            assertThat(host.job("s1").status()).isEqualTo(JobStatus.PROCESSING);

            API.stubFor(get("/v2beta/results/s1")
                    .willReturn(okJson("{\"finish_reason\":\"SUCCESS\",\"result\":\"" + picture + "\"}")));
            pass(host);

            assertThat(host.job("s1").status()).isEqualTo(JobStatus.SUCCEEDED);
        }
    }

    private LibraryHost asked(VendorBuilder vendor) throws Exception {
        return new LibraryHost(
                vendor.apiToken("token")
                        .api(base, HttpClient.newHttpClient())
                        .outputs(new OutputTerms(Set.of("localhost"), Duration.ofHours(1)))
                        .build(),
                clock);
    }

    private void pass(LibraryHost host) {
        clock.advance(Duration.ofSeconds(20));
        host.runDue();
    }

    private WebhookDelivery event(String type, String id) {
        byte[] body = ("{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"" + type + "\",\"data\":{\"id\":\"" + id
                        + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        return new WebhookDelivery(
                OpenAi.NAME, WebhookSigner.of(Schemes.openai(), SECRET).headers("evt_1", clock.instant(), body), body);
    }
}
