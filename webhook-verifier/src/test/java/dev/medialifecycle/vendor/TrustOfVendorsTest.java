package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.verifier.CapabilityUrls;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.Verification.Refusal;
import dev.medialifecycle.webhook.Verification.Refused;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much each vendor's deliveries are believed, and what that takes. */
class TrustOfVendorsTest {
    private static final String KEY = "a-callback-key-of-32-bytes-or-so";
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "replicate, FULL",
        "fal, FULL",
        "wavespeed, FULL",
        "openai, FULL",
        "luma, CAPABILITY_URL",
        "leonardo, BEARER",
        "bfl, BODY_ONLY",
        "imagekit, TIMED_BODY",
        "cloudinary, TIMED_BODY"
    })
    void is_what_its_scheme_proves(String vendor, Assurance proven) {
        assertThat(Samples.usual(vendor).build().trust().proven()).isEqualTo(proven);
    }

    @ParameterizedTest
    @ValueSource(strings = {"luma", "leonardo", "openai", "runway", "stability"})
    void takes_an_api_where_deliveries_are_not_enough(String vendor) {
        VendorBuilder builder = Samples.silent(vendor);

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(builder::build)
                .returns(ErrorCode.MISSING_PART, MediaLifecycleException::code)
                .withMessageContaining("_API_TOKEN is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imagekit", "cloudinary"})
    void is_not_mended_by_a_token_where_there_is_no_api(String vendor) {
        VendorBuilder builder = Samples.silent(vendor).apiToken("token");

        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(builder::build)
                .returns(ErrorCode.MISSING_PART, MediaLifecycleException::code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runway", "stability"})
    void is_none_in_whatever_is_sent_in_the_name_of_a_vendor_that_sends_nothing(String vendor) {
        Vendor polled = Samples.asked(vendor).build();

        assertThat(polled.verifier().verify(Deliveries.from(vendor, "{}"), NOW))
                .isEqualTo(new Refused(Refusal.INVALID_SIGNATURE, "NO_WEBHOOKS"));
        assertThat(polled.decoder().decode(Deliveries.from(vendor, "{}"))).isEmpty();
    }

    @Test
    void is_given_to_whoever_knows_the_url_of_a_job_of_lumas() {
        CapabilityUrls urls = CapabilityUrls.of("luma", Secret.of(KEY));
        String segment = urls.mint("job-1", NOW.plus(Duration.ofDays(1)));
        Vendor luma = luma();

        assertThat(luma.verifier().verify(called(segment, "{}"), NOW))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.assurance()).isEqualTo(Assurance.CAPABILITY_URL));
        assertThat(luma.verifier().verify(called(segment, "{ }"), NOW))
                .isNotEqualTo(luma.verifier().verify(called(segment, "{}"), NOW));
        assertThat(luma.verifier().verify(called(segment, "{}"), NOW.plus(Duration.ofDays(2))))
                .isInstanceOf(Refused.class);
        assertThat(luma.verifier().verify(called(segment + "x", "{}"), NOW)).isInstanceOf(Refused.class);
        assertThat(luma.verifier().verify(called("", "{}"), NOW)).isInstanceOf(Refused.class);
        assertThat(luma.verifier()
                        .verify(new WebhookDelivery("luma", Map.of("token", List.of(segment)), new byte[0]), NOW))
                .isEqualTo(new Refused(Refusal.INVALID_SIGNATURE, "NO_TOKEN"));
        assertThat(luma.verifier().verify(called(segment, "x".repeat((1 << 20) + 1)), NOW))
                .isEqualTo(new Refused(Refusal.TOO_LARGE, "BODY_TOO_LARGE"));
    }

    @Test
    void of_luma_needs_keys_of_our_own() {
        assertThatExceptionOfType(MediaLifecycleException.class)
                .isThrownBy(() -> Luma.builder().apiToken("token").build())
                .withMessageStartingWith("ML-CFG-003 LUMA_WEBHOOK_SECRET");
    }

    private static Vendor luma() {
        return Luma.builder().secrets(KEY).apiToken("token").build();
    }

    private static WebhookDelivery called(String segment, String body) {
        return new WebhookDelivery(
                "luma", Map.of(), Deliveries.from("luma", body).body(), segment);
    }
}
