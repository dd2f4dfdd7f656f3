package dev.medialifecycle.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.requestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobControl;
import dev.medialifecycle.webhook.JobOrder;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each vendor is told to cancel a job, and to forget one. */
class OrdersToVendorsTest {
    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @ParameterizedTest
    @CsvSource({
        "replicate, j1, POST, /v1/predictions/j1/cancel",
        "fal, j1, PUT, /owner/model/requests/j1/cancel",
        "openai, resp_1, POST, /v1/responses/resp_1/cancel",
        "runway, j1, DELETE, /v1/tasks/j1"
    })
    void cancel_a_job(String vendor, String job, String method, String path) {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202)));

        cancel(vendor).give(new VendorJobId(vendor, job));

        API.verify(1, requestedFor(method, urlEqualTo(path)).withHeader("Authorization", containing(Samples.TOKEN)));
    }

    @ParameterizedTest
    @CsvSource({
        "runway, DELETE, /v1/tasks/j1",
        "luma, DELETE, /dream-machine/v1/generations/j1",
        "leonardo, DELETE, /api/rest/v1/generations/j1"
    })
    void have_a_job_forgotten(String vendor, String method, String path) {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));

        Objects.requireNonNull(control(vendor).forget()).give(new VendorJobId(vendor, "j1"));

        API.verify(1, requestedFor(method, urlEqualTo(path)));
    }

    @Test
    void have_wavespeed_forget_a_job_by_a_list() {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));

        Objects.requireNonNull(control("wavespeed").forget()).give(new VendorJobId("wavespeed", "j1"));

        API.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v3/predictions/delete"))
                        .withRequestBody(equalToJson("{\"ids\":[\"j1\"]}")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 400, 404, 409, 410})
    void find_nothing_to_complain_about_in_a_job_that_is_over_or_that_nobody_knows(int status) {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));

        assertThatCode(() -> cancel("replicate").give(new VendorJobId("replicate", "j1")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"401, DENIED", "403, DENIED", "429, THROTTLED", "500, UNAVAILABLE", "302, UNAVAILABLE"})
    void throw_when_the_vendor_cannot_be_told(int status, ErrorKind kind) {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Retry-After", "9")));

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> cancel("fal").give(new VendorJobId("fal", "j1")))
                .returns(kind, MediaLifecycleException::kind)
                .returns(ErrorCode.VENDOR_UNAVAILABLE, MediaLifecycleException::code)
                .returns(Optional.of(Duration.ofSeconds(9)), MediaLifecycleException::retryAfter)
                .withMessageNotContaining(Samples.TOKEN);
    }

    @Test
    void throw_when_the_answer_is_lost() {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> cancel("fal").give(new VendorJobId("fal", "j1")))
                .returns(ErrorCode.VENDOR_UNAVAILABLE, MediaLifecycleException::code);
    }

    @Test
    void are_not_given_about_ids_that_the_vendor_never_gave() {
        cancel("replicate").give(new VendorJobId("replicate", "../account"));
        cancel("openai").give(new VendorJobId("openai", "video_1"));

        assertThat(API.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stability", "bfl", "imagekit", "cloudinary"})
    void are_missing_where_the_vendor_has_no_way(String vendor) {
        JobControl control = Samples.usual(vendor).build().control();

        assertThat(control.cancel()).isNull();
        assertThat(control.forget()).isNull();
    }

    private static JobOrder cancel(String vendor) {
        return Objects.requireNonNull(control(vendor).cancel());
    }

    private static JobControl control(String vendor) {
        return Samples.asked(vendor, URI.create("http://localhost:" + API.getPort()))
                .build()
                .control();
    }
}
