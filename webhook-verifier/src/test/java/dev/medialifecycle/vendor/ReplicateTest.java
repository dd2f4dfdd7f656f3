package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicateTest {
    @Test
    void is_a_vendor_from_its_secret_alone() {
        Vendor vendor = Replicate.vendor(Deliveries.SECRET);

        assertThat(vendor.name()).isEqualTo("replicate");
        assertThat(vendor.poller()).isNull();
        assertThat(vendor.outputs().hosts()).containsExactlyInAnyOrder("replicate.delivery", "*.replicate.delivery");
        assertThat(vendor.outputs().life()).isEqualTo(Duration.ofHours(1));
        assertThat(vendor.patience()).isEqualTo(Patience.usual());
        assertThat(vendor.verifier().verify(Deliveries.published(), Deliveries.NOW))
                .isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "whsec_", "whsec_AAAA", "whsec_%%%%"})
    void refuses_a_missing_or_bad_secret_by_the_name_of_its_setting(String secret) {
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> Replicate.vendor(secret))
                .returns(ErrorCode.MISSING_SECRET, MediaLifecycleException::code)
                .withMessageStartingWith("ML-CFG-003 REPLICATE_WEBHOOK_SECRET")
                .withMessageNotContaining("%%%%");
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> Replicate.vendor(Deliveries.SECRET, secret))
                .withMessageStartingWith("ML-CFG-003 REPLICATE_WEBHOOK_SECRET");
    }

    @Test
    void refuses_to_be_built_with_no_secret_at_all() {
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(Replicate::vendor)
                .withMessageStartingWith("ML-CFG-003 REPLICATE_WEBHOOK_SECRET");
    }

    @Test
    void accepts_either_secret_while_they_rotate() {
        Vendor vendor = Replicate.vendor("whsec_" + "A".repeat(32), Deliveries.SECRET);

        assertThat(vendor.verifier().verify(Deliveries.published(), Deliveries.NOW))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void accepts_unsigned_deliveries_only_if_asked_to_and_says_so_each_time() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Vendor vendor =
                    Replicate.builder().secrets((String) null).allowUnsigned().build();
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("WARN")
                    .contains("No REPLICATE_WEBHOOK_SECRET configured");
            log.reset();

            Verification one = vendor.verifier().verify(Deliveries.unsigned("{}"), Deliveries.NOW);
            Verification other = vendor.verifier().verify(Deliveries.unsigned("{ }"), Deliveries.NOW);

            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("WARN")
                    .contains("No REPLICATE_WEBHOOK_SECRET configured");
            assertThat(one).isInstanceOf(Verification.Verified.class).isNotEqualTo(other);
            assertThat(vendor.verifier().verify(Deliveries.unsigned("{}"), Deliveries.NOW))
                    .isEqualTo(one);
            assertThat(((Verification.Verified) one).assurance()).isEqualTo(Assurance.NONE);
            assertThat(vendor.verifier().verify(Deliveries.unsigned("x".repeat((1 << 20) + 1)), Deliveries.NOW))
                    .isEqualTo(new Verification.Refused(Verification.Refusal.TOO_LARGE, "BODY_TOO_LARGE"));
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void verifies_although_unsigned_deliveries_are_allowed_if_there_is_a_secret() {
        Vendor vendor =
                Replicate.builder().secrets(Deliveries.SECRET).allowUnsigned().build();

        assertThat(vendor.verifier().verify(Deliveries.unsigned("{}"), Deliveries.NOW))
                .isInstanceOf(Verification.Refused.class);
    }

    @Test
    void holds_the_signed_time_against_the_tolerance_it_is_told() {
        Vendor vendor = Replicate.builder()
                .secrets(Deliveries.SECRET)
                .tolerance(Duration.ofSeconds(2))
                .build();

        assertThat(vendor.verifier().verify(Deliveries.published(), Deliveries.NOW.plusSeconds(2)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(vendor.verifier().verify(Deliveries.published(), Deliveries.NOW.plusSeconds(3)))
                .isInstanceOf(Verification.Refused.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "r8_secret\r\nX-Other: 1", "r8_sécret"})
    void refuses_a_token_that_cannot_be_one_without_showing_it(String token) {
        VendorBuilder builder = Replicate.builder().secrets(Deliveries.SECRET).apiToken(token);

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(builder::build)
                .withMessageStartingWith("ML-CFG-001 REPLICATE_API_TOKEN")
                .withMessageNotContaining("r8_");
    }

    @Test
    void refuses_a_client_that_would_carry_the_token_to_where_it_is_redirected() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> Replicate.builder()
                        .secrets(Deliveries.SECRET)
                        .apiToken("r8_token")
                        .api(URI.create("https://api.replicate.com"), following)
                        .build())
                .withMessageContaining("redirects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "api.replicate.com", "ftp://api.replicate.com", "http://localhost:\u0661\u0662"})
    void refuses_an_address_that_nobody_can_be_asked_at(String base) {
        VendorBuilder builder = Replicate.builder()
                .secrets(Deliveries.SECRET)
                .apiToken("r8_token")
                .api(URI.create(base), HttpClient.newHttpClient());

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(builder::build)
                .withMessageStartingWith("ML-CFG-001 ");
    }
}
