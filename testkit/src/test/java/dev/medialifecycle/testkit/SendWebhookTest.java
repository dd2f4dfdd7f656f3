package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.verifier.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Map<String, String> ENVIRONMENT = Map.of("REPLICATE_WEBHOOK_SECRET", SECRET);
    private final Clock clock = Clock.systemUTC();

    @Test
    void sends_a_correctly_signed_webhook_by_hand() throws Exception {
        try (FakeHost host = new FakeHost(SECRET, clock)) {
            String url = host.url("/hook").toString();

            assertThat(SendWebhook.run(
                            List.of(url, "p1", "succeeded", "https://x/1.png", "https://x/2.png"), ENVIRONMENT, clock))
                    .isZero();
            assertThat(SendWebhook.run(List.of(url, "p1", "failed", "out", "of", "memory"), ENVIRONMENT, clock))
                    .isZero();

            assertThat(host.verdicts()).hasSize(2).allMatch(Verdict.Verified.class::isInstance);
            assertThat(host.arrivals.remove().body())
                    .contains("\"id\":\"p1\"", "\"status\":\"succeeded\"", "[\"https://x/1.png\",\"https://x/2.png\"]");
            assertThat(host.arrivals.remove().body()).contains("\"status\":\"failed\"", "\"error\":\"out of memory\"");
        }
    }

    @Test
    void says_with_its_exit_code_that_it_was_refused_or_used_wrongly() throws Exception {
        try (FakeHost host = new FakeHost("whsec_" + "A".repeat(32), clock)) {
            String url = host.url("/hook").toString();

            assertThat(SendWebhook.run(List.of(url, "p1", "starting"), ENVIRONMENT, clock))
                    .isEqualTo(2);
            assertThat(SendWebhook.run(List.of(url, "p1"), ENVIRONMENT, clock)).isEqualTo(64);
            assertThat(SendWebhook.run(List.of(url, "p1", "starting"), Map.of(), clock))
                    .isEqualTo(64);
        }
    }
}
