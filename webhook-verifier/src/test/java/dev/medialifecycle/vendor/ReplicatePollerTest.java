package dev.medialifecycle.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobPoller;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicatePollerTest {
    private static final String TOKEN = "r8_do_not_show_me";
    private static final VendorJobId JOB = new VendorJobId("replicate", "p1");
    private static final String PATH = "/v1/predictions/p1";

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Test
    void learns_the_state_with_the_token_as_bearer() {
        API.stubFor(get(PATH)
                .willReturn(okJson(
                        "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":\"https://replicate.delivery/x\"}")));
        JobPoller poller = Objects.requireNonNull(Replicate.builder()
                .secrets(Deliveries.SECRET)
                .apiToken(TOKEN)
                .api(URI.create(base() + "/"), HttpClient.newHttpClient())
                .build()
                .poller());

        assertThat(poller.poll(JOB))
                .contains(new JobEvent(
                        JOB,
                        new JobEvent.News.Ended(
                                new JobOutcome.Succeeded(List.of(URI.create("https://replicate.delivery/x"))))));
        API.verify(1, getRequestedFor(urlEqualTo(PATH)).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    }

    @Test
    void says_empty_for_a_prediction_that_replicate_does_not_know() {
        API.stubFor(get(PATH).willReturn(aResponse().withStatus(404)));

        assertThat(poller().poll(JOB)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../account", "a/b", "a?b", "ä", "a b", ".."})
    void says_empty_without_asking_for_an_id_that_replicate_never_gave(String id) {
        assertThat(poller().poll(new VendorJobId("replicate", id))).isEmpty();
        assertThat(API.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, DENIED",
        "403, DENIED",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "302, UNAVAILABLE",
        "204, UNAVAILABLE",
        "400, UNAVAILABLE"
    })
    void throws_by_kind_for_every_other_answer(int status, ErrorKind kind) {
        API.stubFor(get(PATH).willReturn(aResponse().withStatus(status).withHeader("Location", base() + "/elsewhere")));

        assertFails(kind);
        assertThat(API.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void says_for_how_long_replicate_wants_to_be_left_alone(int status) {
        API.stubFor(get(PATH).willReturn(aResponse().withStatus(status).withHeader("Retry-After", "7")));

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> poller().poll(JOB))
                .returns(Optional.of(Duration.ofSeconds(7)), MediaLifecycleException::retryAfter);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void throws_unavailable_when_the_connection_breaks(Fault fault) {
        API.stubFor(get(PATH).willReturn(aResponse().withFault(fault)));

        assertFails(ErrorKind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"id\":\"p2\",\"status\":\"succeeded\"}", "{\"status\":\"failed\"}"})
    void throws_unavailable_for_an_answer_that_is_not_this_prediction(String body) {
        API.stubFor(get(PATH).willReturn(okJson(body)));

        assertFails(ErrorKind.UNAVAILABLE);
    }

    @Test
    void throws_unavailable_for_an_answer_that_is_too_long() {
        API.stubFor(get(PATH)
                .willReturn(okJson("{\"id\":\"p1\",\"logs\":\"" + "x".repeat(OutputAnswer.MOST_BYTES) + "\"}")));

        assertFails(ErrorKind.UNAVAILABLE);
    }

    @Test
    void throws_unavailable_when_the_answer_or_the_rest_of_it_does_not_come_in_time() {
        for (ResponseDefinitionBuilder late : List.of(
                okJson("{\"id\":\"p1\"}").withFixedDelay(5_000),
                okJson("{\"id\":\"p1\"}").withChunkedDribbleDelay(10, 50_000))) {
            API.stubFor(get(PATH).willReturn(late));
            JobPoller hasty = poller(Duration.ofMillis(500));

            assertThatExceptionOfType(MediaLifecycleException.class)
                    .isThrownBy(() -> hasty.poll(JOB))
                    .returns(ErrorKind.UNAVAILABLE, MediaLifecycleException::kind);
        }
    }

    @Test
    void throws_unavailable_and_stays_interrupted_when_its_thread_is() {
        Thread.currentThread().interrupt();
        try {
            assertFails(ErrorKind.UNAVAILABLE);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void assertFails(ErrorKind kind) {
        MediaLifecycleException error = catchThrowableOfType(MediaLifecycleException.class, () -> poller().poll(JOB));

        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.code()).isEqualTo(ErrorCode.VENDOR_UNAVAILABLE);
        assertThat(error).hasMessageStartingWith("ML-JOB-003 ");
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(TOKEN);
    }

    /** WireMock's own base URL has the digits of the default locale. */
    private static String base() {
        return "http://localhost:" + API.getPort();
    }

    private static JobPoller poller() {
        return poller(Duration.ofSeconds(20));
    }

    private static JobPoller poller(Duration timeout) {
        return Objects.requireNonNull(Replicate.builder()
                .secrets(Deliveries.SECRET)
                .apiToken(TOKEN)
                .api(URI.create(base()), HttpClient.newHttpClient())
                .timeout(timeout)
                .build()
                .poller());
    }
}
