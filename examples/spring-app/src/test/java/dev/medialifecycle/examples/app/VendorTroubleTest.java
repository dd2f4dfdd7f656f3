package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The vendor knows another token than we do. */
@TestPropertySource(properties = "app.vendor.token=wrong-token")
class VendorTroubleTest extends HostTest {
    @Test
    void ends_the_job_and_lets_its_inputs_go() {
        List<String> before = listing();
        Answer answer = alice.form(
                "/api/v1/generations", Part.field("prompt", "a cat"), Part.png("input1", Pictures.png(3, 3)));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("code")).isEqualTo("APP-502");
        assertThat(answer.text()).doesNotContain("localhost", "wrong-token", "Exception");
        runDue();
        assertThat(listing()).isEqualTo(before);
        assertThat(told.of(MediaEvent.JobFailed.class))
                .singleElement()
                .matches(event -> event.job().status() == JobStatus.FAILED);
    }
}
