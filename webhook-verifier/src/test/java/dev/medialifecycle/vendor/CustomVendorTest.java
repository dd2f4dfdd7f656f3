package dev.medialifecycle.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomVendorTest {
    private static final OutputTerms OUTPUTS = new OutputTerms(Set.of("*.acme.example"), Duration.ofDays(1));
    private static final JobFields FIELDS = JobFields.none()
            .id("task.uuid", "task.id")
            .status("task.state")
            .outputs("task.results")
            .error("task.reason", "message")
            .seconds("task.stats.seconds");
    private static final StatusWords WORDS = StatusWords.none()
            .queued("waiting", "0")
            .running("working")
            .succeeded("done")
            .failed("broken")
            .failedBecause("blocked", "The prompt was blocked")
            .canceled("stopped")
            .expired("late");

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Test
    void says_what_its_data_says() {
        assertThat(news("'state':'waiting'")).isEqualTo(new News.Running(JobStatus.STARTING));
        assertThat(news("'state':0")).isEqualTo(new News.Running(JobStatus.STARTING));
        assertThat(news("'state':'working'")).isEqualTo(new News.Running(JobStatus.PROCESSING));
        assertThat(news("'state':'done','results':['https://a.acme.example/1']"))
                .isEqualTo(new News.Ended(new JobOutcome.Succeeded(List.of(URI.create("https://a.acme.example/1")))));
        assertThat(news("'state':'broken','reason':'no luck'"))
                .isEqualTo(new News.Ended(new JobOutcome.Failed("no luck")));
        assertThat(news("'state':'broken'},'message':'out of paint','x':{"))
                .isEqualTo(new News.Ended(new JobOutcome.Failed("out of paint")));
        assertThat(news("'state':'blocked'"))
                .isEqualTo(new News.Ended(new JobOutcome.Failed("The prompt was blocked")));
        assertThat(news("'state':'stopped'")).isEqualTo(new News.Ended(new JobOutcome.Canceled()));
        assertThat(news("'state':'late'")).isEqualTo(new News.Ended(new JobOutcome.Expired()));
        assertThat(news("'state':'DONE'")).isEqualTo(new News.Unknown("DONE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'results':['A','B']",
                "'results':{'big':'A','more':[{'url':'B'}]}",
                "'results':[['A'],{'deep':{'B':'B'}},7,null,'text']"
            })
    void finds_outputs_in_any_shape(String results) {
        String outputs =
                results.replace("'A'", "'https://a.acme.example/1'").replace("'B'", "'https://a.acme.example/2'");

        assertThat(news("'state':'done'," + outputs))
                .isEqualTo(new News.Ended(new JobOutcome.Succeeded(
                        List.of(URI.create("https://a.acme.example/1"), URI.create("https://a.acme.example/2")))));
    }

    @Test
    void takes_the_first_place_that_holds_something_whatever_the_order_of_the_document() {
        assertThat(event("{'task':{'id':'second','uuid':'first','state':'working'}}")
                        .vendorJobId())
                .isEqualTo(new VendorJobId("acme", "first"));
        assertThat(event("{'task':{'id':'second','uuid':7,'state':'working'}}").vendorJobId())
                .isEqualTo(new VendorJobId("acme", "second"));
    }

    @Test
    void is_asked_canceled_and_forgotten_by_its_data() {
        Vendor acme = described()
                .token("X-Api-Key", "")
                .canceling("POST", "/v1/tasks/{id}/stop")
                .builder()
                .secrets("a-secret-of-sixteen-bytes-or-more")
                .apiToken("key")
                .build();
        API.stubFor(get("/v1/tasks/t1").willReturn(okJson("{\"task\":{\"id\":\"t1\",\"state\":\"working\"}}")));
        API.stubFor(post("/v1/tasks/t1/stop").willReturn(ok()));
        VendorJobId job = new VendorJobId("acme", "t1");

        assertThat(Objects.requireNonNull(acme.poller()).poll(job))
                .map(JobEvent::news)
                .contains(new News.Running(JobStatus.PROCESSING));
        Objects.requireNonNull(acme.control().cancel()).give(job);

        assertThat(acme.control().forget()).isNull();
        API.verify(1, getRequestedFor(urlEqualTo("/v1/tasks/t1")).withHeader("X-Api-Key", equalTo("key")));
        API.verify(1, postRequestedFor(urlEqualTo("/v1/tasks/t1/stop")).withHeader("X-Api-Key", equalTo("key")));
    }

    @Test
    void names_its_settings_by_its_own_name() {
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> described().builder().build())
                .withMessageStartingWith("ML-CFG-003 ACME_WEBHOOK_SECRET");
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> CustomVendor.named("ac-me", OUTPUTS)
                        .unsignedWebhooks(FIELDS, WORDS)
                        .builder()
                        .secrets("a-secret-of-sixteen-bytes-or-more")
                        .build())
                .withMessageStartingWith("ML-CFG-001 AC_ME_API_TOKEN");
    }

    @Test
    void is_refused_if_its_data_makes_no_sense() {
        assertThatIllegalArgumentException().isThrownBy(() -> CustomVendor.named("a b", OUTPUTS));
        assertThatIllegalArgumentException().isThrownBy(() -> JobFields.none().id(""));
        assertThatIllegalArgumentException().isThrownBy(() -> JobFields.none().id("a..b"));
        assertThatIllegalArgumentException().isThrownBy(() -> WORDS.succeeded("broken"));
        assertThatIllegalArgumentException().isThrownBy(() -> WORDS.succeeded(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomVendor.named("acme", OUTPUTS)
                        .webhooks(Schemes.stripe(), JobFields.none().status("x"), WORDS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomVendor.named("acme", OUTPUTS)
                        .api(URI.create("https://api.acme.example"), "v1/tasks", FIELDS, WORDS));
    }

    private static News news(String task) {
        return event("{'task':{'id':'t1'," + task + "}}").news();
    }

    private static JobEvent event(String body) {
        Vendor acme = described()
                .builder()
                .secrets("a-secret-of-sixteen-bytes-or-more")
                .build();
        return acme.decoder().decode(Deliveries.from("acme", body)).orElseThrow();
    }

    private static CustomVendor described() {
        return CustomVendor.named("acme", OUTPUTS)
                .webhooks(Schemes.hmacHex("X-Acme-Signature", ""), FIELDS, WORDS)
                .api(URI.create("http://localhost:" + API.getPort()), "/v1/tasks/{id}", FIELDS, WORDS);
    }
}
