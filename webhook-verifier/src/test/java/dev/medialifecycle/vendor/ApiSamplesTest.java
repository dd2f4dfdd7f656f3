package dev.medialifecycle.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.JobPoller;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each vendor's API answers, by samples in the shapes of its documents. */
class ApiSamplesTest {
    private static final String FAL_JOB = "123e4567-e89b-12d3-a456-426614174000";
    private static final String FAL_STATUS = "/owner/model/requests/" + FAL_JOB + "/status";
    private static final String FAL_RESULT = "/owner/model/requests/" + FAL_JOB;

    /** Where each vendor is asked about the job of its samples, and with which header. */
    private static final Map<String, Question> QUESTIONS = Map.of(
            "replicate",
                    new Question(
                            "ufawqhfynnddngldkgtslldrkq",
                            "/v1/predictions/ufawqhfynnddngldkgtslldrkq",
                            "Authorization",
                            "Bearer "),
            "fal", new Question(FAL_JOB, FAL_STATUS, "Authorization", "Key "),
            "wavespeed",
                    new Question(
                            "d7e2c1b09a8f4e5d",
                            "/api/v3/predictions/d7e2c1b09a8f4e5d/result",
                            "Authorization",
                            "Bearer "),
            "openai", new Question("resp_abc123", "/v1/responses/resp_abc123", "Authorization", "Bearer "),
            "runway",
                    new Question(
                            "17f20503-6c24-4c16-946b-35dbbce2af2f",
                            "/v1/tasks/17f20503-6c24-4c16-946b-35dbbce2af2f",
                            "Authorization",
                            "Bearer "),
            "stability", new Question("a6dc6c", "/v2beta/owner/model/a6dc6c", "Authorization", "Bearer "),
            "luma", new Question(FAL_JOB, "/dream-machine/v1/generations/" + FAL_JOB, "Authorization", "Bearer "),
            "leonardo",
                    new Question(
                            "7ea2d2a8-0000-4000-8000-5d6ff1a6c8f1",
                            "/api/rest/v1/generations/7ea2d2a8-0000-4000-8000-5d6ff1a6c8f1",
                            "Authorization",
                            "Bearer "),
            "bfl", new Question("gen_abc123xyz", "/v1/get_result?id=gen_abc123xyz", "x-key", ""));

    private record Question(String job, String path, String header, String prefix) {}

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @ParameterizedTest
    @CsvSource({
        "replicate/starting, 200, STARTING",
        "replicate/processing, 200, PROCESSING",
        "fal/api-in-queue, 202, STARTING",
        "fal/api-in-progress, 202, PROCESSING",
        "wavespeed/api-created, 200, STARTING",
        "wavespeed/api-processing, 200, PROCESSING",
        "openai/api-response-in-progress, 200, PROCESSING",
        "runway/api-pending, 200, STARTING",
        "runway/api-throttled, 200, STARTING",
        "runway/api-running, 200, PROCESSING",
        "stability/api-in-progress, 202, PROCESSING",
        "luma/queued, 200, STARTING",
        "luma/dreaming, 200, PROCESSING",
        "leonardo/api-pending, 200, STARTING",
        "bfl/api-pending, 200, STARTING"
    })
    void say_that_a_job_runs(String sample, int status, JobStatus expected) {
        assertThat(news(sample, status)).contains(new News.Running(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "replicate/succeeded, https://replicate.delivery/pbxt/abc/out-0.png https://replicate.delivery/pbxt/abc/out-1.png",
        "wavespeed/api-completed, https://d1q70pf5vjeyhc.cloudfront.net/predictions/d7e2c1b09a8f4e5d/1.jpeg",
        "openai/api-response-completed, 'data:application/octet-stream;base64,iVBORw0KGgo='",
        "runway/api-succeeded, https://dnznrvs05pmza.cloudfront.net/cd5269bd.mp4?_jwt=eyJ",
        "stability/api-result, 'data:application/octet-stream;base64,AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1w'",
        "luma/completed, https://storage.cdn-luma.com/dream_machine/123e4567/video.mp4",
        "leonardo/api-complete, https://cdn.leonardo.ai/users/u/generations/g/cat_0.jpg",
        "bfl/ready, https://delivery-us1.bfl.ai/results/abc/sample.jpeg?sig=x"
    })
    void say_that_a_job_succeeded_with_its_outputs(String sample, String urls) {
        assertThat(news(sample, 200)).contains(succeeded(urls.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "replicate/failed, CUDA out of memory",
        "replicate/removed, The vendor no longer keeps its outputs",
        "fal/api-completed-with-error, The runner ran out of memory",
        "openai/api-response-failed, The model could not be reached",
        "openai/api-response-incomplete, content_filter",
        "runway/api-failed, An unexpected error occurred.",
        "stability/api-filtered, The content was filtered",
        "luma/failed, 400: Advanced moderation failed",
        "leonardo/api-failed, Generation failed",
        "bfl/error, The prompt violated content policy",
        "bfl/api-moderated, The content was moderated"
    })
    void say_why_a_job_failed(String sample, String reason) {
        assertThat(news(sample, 200)).contains(new News.Ended(new JobOutcome.Failed(reason)));
    }

    @Test
    void say_that_a_job_was_canceled_or_given_up() {
        assertThat(news("replicate/canceled", 200)).contains(new News.Ended(new JobOutcome.Canceled()));
        assertThat(news("replicate/aborted", 200)).contains(new News.Ended(new JobOutcome.Expired()));
        assertThat(news("wavespeed/api-cancelled", 200)).contains(new News.Ended(new JobOutcome.Canceled()));
        assertThat(news("wavespeed/api-timeout", 200)).contains(new News.Ended(new JobOutcome.Expired()));
        assertThat(news("runway/api-cancelled", 200)).contains(new News.Ended(new JobOutcome.Canceled()));
    }

    @Test
    void say_that_there_is_no_such_job_in_words_too() {
        assertThat(news("bfl/api-not-found", 200)).isEmpty();
        assertThat(news("wavespeed/api-deleted", 200)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"replicate", "fal", "wavespeed", "openai", "runway", "stability", "luma", "leonardo", "bfl"})
    void are_asked_for_with_the_token_and_by_one_request_and_taken_for_what_they_are(String vendor) {
        Question question = QUESTIONS.get(vendor);
        API.stubFor(get(question.path).willReturn(aResponse().withStatus(404).withBody("{\"status\":\"x\"}")));
        assertThat(poller(vendor).poll(new VendorJobId(vendor, question.job))).isEmpty();
        API.verify(
                1,
                getRequestedFor(urlEqualTo(question.path))
                        .withHeader(question.header, equalTo(question.prefix + Samples.TOKEN)));

        for (int status : List.of(401, 429, 500, 503)) {
            API.stubFor(get(question.path).willReturn(aResponse().withStatus(status)));
            ErrorKind expected =
                    status == 401 ? ErrorKind.DENIED : status == 429 ? ErrorKind.THROTTLED : ErrorKind.UNAVAILABLE;
            assertThatExceptionOfType(MediaLifecycleException.class)
                    .isThrownBy(() -> poller(vendor).poll(new VendorJobId(vendor, question.job)))
                    .returns(expected, MediaLifecycleException::kind)
                    .withMessageNotContaining(Samples.TOKEN);
        }
    }

    @Test
    void of_runway_are_asked_for_with_a_version() {
        news("runway/api-running", 200);

        API.verify(getRequestedFor(urlEqualTo(QUESTIONS.get("runway").path))
                .withHeader("X-Runway-Version", equalTo("2024-11-06")));
    }

    @Test
    void of_fal_lead_on_to_the_result() {
        API.stubFor(get(FAL_RESULT).willReturn(answer("fal/api-result", 200)));

        JobEvent event = poll("fal/api-completed", 200).orElseThrow();

        assertThat(event.news()).isEqualTo(succeeded("https://v3.fal.media/files/a/one.png"));
        assertThat(event.report().predictTime()).isEqualTo(Duration.ofMillis(3700));
    }

    @Test
    void of_fal_tell_a_failure_by_the_result() {
        API.stubFor(get(FAL_RESULT).willReturn(answer("fal/api-result-422", 422)));
        assertThat(news("fal/api-completed", 200))
                .contains(new News.Ended(new JobOutcome.Failed("Could not download the file")));

        API.stubFor(get(FAL_RESULT).willReturn(aResponse().withStatus(404)));
        assertThat(news("fal/api-completed", 200)).contains(new News.Ended(new JobOutcome.Failed(Reading.REMOVED)));

        API.stubFor(get(FAL_RESULT).willReturn(aResponse().withStatus(502)));
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> news("fal/api-completed", 200))
                .returns(ErrorKind.UNAVAILABLE, MediaLifecycleException::kind);
    }

    @Test
    void of_openai_about_videos_lead_on_to_the_bytes_that_only_the_token_gets() {
        byte[] video = "a video".getBytes(StandardCharsets.UTF_8);
        API.stubFor(get("/v1/videos/video_abc123").willReturn(answer("openai/api-video-completed", 200)));
        API.stubFor(get("/v1/videos/video_abc123/content")
                .willReturn(aResponse().withStatus(200).withBody(video)));
        VendorJobId job = new VendorJobId("openai", "video_abc123");

        assertThat(poller("openai").poll(job))
                .map(JobEvent::news)
                .contains(succeeded("data:application/octet-stream;base64,YSB2aWRlbw=="));
        API.verify(getRequestedFor(urlEqualTo("/v1/videos/video_abc123/content"))
                .withHeader("Authorization", equalTo("Bearer " + Samples.TOKEN)));

        API.stubFor(get("/v1/videos/video_abc123").willReturn(answer("openai/api-video-failed", 200)));
        assertThat(poller("openai").poll(job))
                .map(JobEvent::news)
                .contains(new News.Ended(new JobOutcome.Failed("Blocked by our moderation system")));
    }

    @Test
    void of_openai_are_not_asked_for_about_other_things_than_jobs() {
        assertThat(poller("openai").poll(new VendorJobId("openai", "batch_abc123")))
                .isEmpty();
        assertThat(API.getAllServeEvents()).isEmpty();
    }

    @Test
    void of_fal_need_to_know_the_model() {
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> Fal.builder().apiToken("key").build())
                .withMessageStartingWith("ML-CFG-001 ")
                .withMessageContaining("model");
        JobPoller poller = Objects.requireNonNull(Fal.builder()
                .apiToken("key")
                .api(URI.create(base()), HttpClient.newHttpClient())
                .models(job -> job.id().equals("known")
                        ? Optional.of("fal-ai/flux/dev/image-to-image")
                        : Optional.of("../x?y"))
                .build()
                .poller());
        API.stubFor(
                get("/fal-ai/flux/requests/known/status").willReturn(aResponse().withStatus(404)));

        assertThat(poller.poll(new VendorJobId("fal", "known"))).isEmpty();
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> poller.poll(new VendorJobId("fal", "other")))
                .returns(ErrorKind.UNAVAILABLE, MediaLifecycleException::kind)
                .withMessageContaining("which model");
    }

    private static Optional<News> news(String sample, int status) {
        return poll(sample, status).map(JobEvent::news);
    }

    private static Optional<JobEvent> poll(String sample, int status) {
        String vendor = sample.substring(0, sample.indexOf('/'));
        Question question = QUESTIONS.get(vendor);
        API.stubFor(get(question.path).willReturn(answer(sample, status)));
        return poller(vendor).poll(new VendorJobId(vendor, question.job));
    }

    private static ResponseDefinitionBuilder answer(String sample, int status) {
        return aResponse().withStatus(status).withBody(Samples.read(sample));
    }

    private static JobPoller poller(String vendor) {
        return Objects.requireNonNull(
                Samples.asked(vendor, URI.create(base())).build().poller());
    }

    private static News succeeded(String... urls) {
        return new News.Ended(
                new JobOutcome.Succeeded(List.of(urls).stream().map(URI::create).toList()));
    }

    /** WireMock's own base URL has the digits of the default locale. */
    private static String base() {
        return "http://localhost:" + API.getPort();
    }
}
