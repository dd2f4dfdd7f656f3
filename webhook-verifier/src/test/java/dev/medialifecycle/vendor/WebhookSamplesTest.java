package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each vendor's webhooks say, by samples in the shapes of its documents. */
class WebhookSamplesTest {
    @ParameterizedTest
    @CsvSource({
        "replicate/starting, STARTING",
        "replicate/processing, PROCESSING",
        "imagekit/accepted, STARTING",
    })
    void say_that_a_job_runs(String sample, JobStatus status) {
        assertThat(news(sample)).isEqualTo(new News.Running(status));
    }

    @ParameterizedTest
    @CsvSource({
        "replicate/succeeded, https://replicate.delivery/pbxt/abc/out-0.png https://replicate.delivery/pbxt/abc/out-1.png",
        "fal/ok, https://v3.fal.media/files/a/one.png https://v3.fal.media/files/b/two.png",
        "wavespeed/completed, https://d1q70pf5vjeyhc.cloudfront.net/predictions/d7e2c1b09a8f4e5d/1.jpeg",
        "bfl/ready, https://delivery-us1.bfl.ai/results/abc/sample.jpeg?sig=x",
        "imagekit/ready, https://ik.imagekit.io/demo/sample-video.mp4?tr=w-400",
        "cloudinary/upload, https://res.cloudinary.com/demo/image/upload/v1629012357/vl4ajbrtmmhdmkwcbfxl.jpg",
        "cloudinary/eager, 'https://res.cloudinary.com/demo/video/upload/c_crop,h_250,w_250/v1/sample.mp4"
                + " https://res.cloudinary.com/demo/video/upload/c_crop,h_100,w_100/v1/sample.mp4'"
    })
    void say_that_a_job_succeeded_with_its_outputs_and_nothing_else_that_looks_like_them(String sample, String urls) {
        List<URI> outputs = List.of(urls.split(" ")).stream().map(URI::create).toList();

        assertThat(news(sample)).isEqualTo(new News.Ended(new JobOutcome.Succeeded(outputs)));
    }

    @ParameterizedTest
    @CsvSource({
        "replicate/failed, CUDA out of memory",
        "fal/error, field required",
        "wavespeed/failed, Content flagged as potentially sensitive",
        "bfl/error, The prompt violated content policy",
        "imagekit/error, encoding_failed",
        "cloudinary/eager-failed, Resource is invalid"
    })
    void say_why_a_job_failed(String sample, String reason) {
        assertThat(news(sample)).isEqualTo(new News.Ended(new JobOutcome.Failed(reason)));
    }

    @Test
    void say_that_a_job_was_canceled_or_given_up() {
        assertThat(news("replicate/canceled")).isEqualTo(new News.Ended(new JobOutcome.Canceled()));
        assertThat(news("replicate/aborted")).isEqualTo(new News.Ended(new JobOutcome.Expired()));
        assertThat(news("openai/response.cancelled")).isEqualTo(new News.Ended(new JobOutcome.Canceled()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fal/payload-error", "replicate/removed"})
    void never_take_outputs_that_were_left_out_for_outputs_that_are_not_there(String sample) {
        assertThat(news(sample)).isEqualTo(new News.Over());
        assertThat(silentNews(sample))
                .isInstanceOfSatisfying(
                        News.Ended.class, ended -> assertThat(ended.outcome()).isInstanceOf(JobOutcome.Failed.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/response.completed",
                "openai/response.failed",
                "openai/response.incomplete",
                "openai/video.completed",
                "openai/video.failed"
            })
    void leave_open_what_only_the_api_tells(String sample) {
        assertThat(news(sample)).isEqualTo(new News.Over());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openai/batch.completed", "openai/realtime.call.incoming", "imagekit/other", "cloudinary/delete"
            })
    void may_be_about_other_things_than_jobs(String sample) {
        String vendor = Samples.delivery(sample).vendor();

        assertThat(Samples.usual(vendor).build().decoder().decode(Samples.delivery(sample)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "replicate/succeeded, ufawqhfynnddngldkgtslldrkq",
        "fal/ok, 123e4567-e89b-12d3-a456-426614174000",
        "wavespeed/completed, d7e2c1b09a8f4e5d",
        "openai/response.completed, resp_abc123",
        "luma/completed, 123e4567-e89b-12d3-a456-426614174000",
        "leonardo/complete, 7ea2d2a8-0000-4000-8000-5d6ff1a6c8f1",
        "bfl/ready, gen_abc123xyz",
        "imagekit/ready, 8f9ab5c2-0000-4000-8000-000000000003",
        "cloudinary/eager, 4fa6b8a1f64d2bcf9f1bd1c0d04ff0a6",
        "cloudinary/upload, vl4ajbrtmmhdmkwcbfxl"
    })
    void name_their_job(String sample, String id) {
        assertThat(event(sample).vendorJobId())
                .isEqualTo(new VendorJobId(Samples.delivery(sample).vendor(), id));
    }

    @ParameterizedTest
    @CsvSource({
        "replicate/succeeded, PT0.012683S",
        "fal/ok, PT2.0588S",
        "wavespeed/completed, PT2.5S",
        "imagekit/ready, PT1.25S"
    })
    void tell_how_long_the_vendor_computed(String sample, Duration time) {
        assertThat(event(sample).report().predictTime()).isEqualTo(time);
    }

    @Test
    void tell_what_the_vendor_logged() {
        assertThat(event("replicate/succeeded").report().logs()).isEqualTo("Using seed: 12345\n");
        assertThat(event("fal/error").report()).isEqualTo(JobReport.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate", "fal", "wavespeed", "bfl"})
    void change_nothing_by_a_word_that_nobody_knows(String vendor) {
        String id = vendor.equals("fal") ? "request_id" : "id";
        String body = "{'" + id + "':'p1','status':'resting'}";

        assertThat(Samples.usual(vendor)
                        .build()
                        .decoder()
                        .decode(Deliveries.from(vendor, body))
                        .orElseThrow()
                        .news())
                .isEqualTo(new News.Unknown("resting"));
    }

    private static News news(String sample) {
        return event(sample).news();
    }

    private static JobEvent event(String sample) {
        return Samples.usual(Samples.delivery(sample).vendor())
                .build()
                .decoder()
                .decode(Samples.delivery(sample))
                .orElseThrow();
    }

    private static News silentNews(String sample) {
        return Samples.silent(Samples.delivery(sample).vendor())
                .build()
                .decoder()
                .decode(Samples.delivery(sample))
                .orElseThrow()
                .news();
    }
}
