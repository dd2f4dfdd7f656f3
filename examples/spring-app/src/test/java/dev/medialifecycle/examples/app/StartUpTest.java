package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What starts, and what had better not. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {
    private final Map<String, Object> properties = new LinkedHashMap<>(TestHost.properties(TestHost.temporaryFolder()));

    @Test
    void needs_a_webhook_secret_and_names_where_to_put_it() {
        assertThatThrownBy(() -> start("dev"))
                .hasStackTraceContaining("ML-CFG-003")
                .hasStackTraceContaining("REPLICATE_WEBHOOK_SECRET");
    }

    @Test
    void takes_unsigned_webhooks_for_development_and_says_so(CapturedOutput output) {
        properties.put("app.vendor.allow-unsigned", "true");
        try (ConfigurableApplicationContext host = start("dev")) {
            URI base = URI.create(host.getEnvironment().getRequiredProperty("app.public-base-url"));
            Answer answer = Http.nobody(base)
                    .raw(
                            "/api/v1/webhooks/replicate",
                            BodyPublishers.ofString("{\"id\":\"x\",\"status\":\"processing\"}"),
                            "webhook-id",
                            "msg_1");
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(output).contains("No REPLICATE_WEBHOOK_SECRET configured");
    }

    @Test
    void never_takes_unsigned_webhooks_in_production() {
        properties.put("app.vendor.allow-unsigned", "true");
        properties.put("app.vendor.allow-loopback", "false");
        assertThatThrownBy(() -> start("prod"))
                .hasStackTraceContaining("ML-CFG-003")
                .hasStackTraceContaining("allow-unsigned");
        assertThatThrownBy(() -> start("dev", "prod")).hasStackTraceContaining("ML-CFG-003");
    }

    @Test
    void never_fetches_from_this_machine_in_production() {
        properties.put("app.vendor.webhook-secret", "whsec_" + "c2VjcmV0".repeat(4));
        assertThatThrownBy(() -> start("prod")).hasStackTraceContaining("allow-loopback");
    }

    @Test
    void refuses_a_type_that_nobody_can_check() {
        properties.put("app.vendor.webhook-secret", "whsec_" + "c2VjcmV0".repeat(4));
        properties.put("app.uploads.accepted-types", "image/png, image/svg+xml");
        assertThatThrownBy(() -> start("dev")).hasStackTraceContaining("ML-CFG-004");
    }

    @Test
    void refuses_properties_that_make_no_sense() {
        properties.put("app.vendor.webhook-secret", "whsec_" + "c2VjcmV0".repeat(4));
        properties.put("app.sweep.max-share", "7");
        assertThatThrownBy(() -> start("dev")).hasStackTraceContaining("app.sweep");
        properties.put("app.sweep.max-share", "0.1");
        properties.put("app.security.users.alice.password", "");
        assertThatThrownBy(() -> start("dev")).hasStackTraceContaining("app.security");
    }

    @Test
    void runs_in_memory_alone() {
        properties.put("app.vendor.webhook-secret", "whsec_" + "c2VjcmV0".repeat(4));
        properties.put("app.storage", "memory");
        properties.put("app.repository", "memory");
        try (ConfigurableApplicationContext host = start("dev")) {
            URI base = URI.create(host.getEnvironment().getRequiredProperty("app.public-base-url"));
            Answer answer = Http.nobody(base)
                    .as("alice")
                    .form("/api/v1/uploads?role=image", Http.Part.png("file", Pictures.png(3, 3)));
            assertThat(answer.status()).isEqualTo(201);
        }
    }

    private ConfigurableApplicationContext start(String... profiles) {
        return new SpringApplicationBuilder(MediaApplication.class)
                .profiles(profiles)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test-host", properties)))
                .run();
    }
}
