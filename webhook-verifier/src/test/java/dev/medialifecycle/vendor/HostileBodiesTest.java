package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medialifecycle.webhook.EventDecoder;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No body makes any vendor's decoder throw anything but that it cannot be read. */
class HostileBodiesTest {
    private static final Map<String, String> GOOD = Map.of(
            "replicate", "replicate/succeeded",
            "fal", "fal/error",
            "wavespeed", "wavespeed/completed",
            "openai", "openai/video.completed",
            "luma", "luma/completed",
            "leonardo", "leonardo/complete",
            "bfl", "bfl/ready",
            "imagekit", "imagekit/ready",
            "cloudinary", "cloudinary/eager");

    static Stream<String> vendors() {
        return Vendors.names().stream();
    }

    static Stream<String> vendorsWithWebhooks() {
        return GOOD.keySet().stream().sorted();
    }

    @Test
    void every_vendor_with_webhooks_has_a_sample_here() {
        List<String> withWebhooks = Vendors.all().stream()
                .filter(profile -> profile.webhooks() != null)
                .map(VendorProfile::name)
                .toList();

        assertThat(GOOD.keySet()).containsExactlyInAnyOrderElementsOf(withWebhooks);
    }

    @ParameterizedTest
    @MethodSource("vendorsWithWebhooks")
    void damaged_samples_are_read_or_refused(String vendor) {
        long seed = Long.getLong("fuzz.seed", 20261121L);
        System.out.println("HostileBodiesTest " + vendor + " seed " + seed);
        Random random = new Random(seed);
        EventDecoder decoder = decoder(vendor);
        byte[] good = Samples.read(GOOD.get(vendor));
        for (int i = 0; i < 5_000; i++) {
            byte[] body = Arrays.copyOf(good, good.length - (random.nextBoolean() ? 0 : random.nextInt(good.length)));
            for (int j = random.nextInt(6); j > 0 && body.length > 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            check(decoder, vendor, body);
        }
    }

    @ParameterizedTest
    @MethodSource("vendorsWithWebhooks")
    void every_beginning_of_a_sample_is_refused(String vendor) {
        EventDecoder decoder = decoder(vendor);
        byte[] good = new String(Samples.read(GOOD.get(vendor)), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < good.length; length++) {
            WebhookDelivery cut = new WebhookDelivery(vendor, Map.of(), Arrays.copyOf(good, length));
            assertThatExceptionOfType(UnreadableDeliveryException.class).isThrownBy(() -> decoder.decode(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void bodies_made_to_hurt_are_read_or_refused(String vendor) {
        EventDecoder decoder = decoder(vendor);
        String id = "'id':'a','request_id':'a','data':{'id':'a','object':{'id':'a'}}";
        String names =
                "'status':%1$s,'state':%1$s,'type':%1$s,'output':%1$s,'outputs':%1$s,'payload':%1$s,'assets':%1$s,"
                        + "'result':%1$s,'error':%1$s,'metrics':%1$s,'timings':%1$s,'logs':%1$s,'eager':%1$s,'request':%1$s";
        for (String value : List.of(
                "1e999999999",
                "-1e-999999999",
                "9".repeat(900),
                "9".repeat(2_000_000),
                "{'inference':1e400,'predict_time':-1,'image':7}",
                "'" + "x".repeat(1 << 20) + "'",
                "'https://" + "x".repeat(1 << 20) + "'",
                "['" + "https://a.example/','".repeat(50_000) + "']",
                "[".repeat(60) + "]".repeat(60),
                "[".repeat(400_000),
                "{'a':".repeat(400_000),
                "'\\ud800'",
                "'\\u0000'",
                "'\uD800'",
                "null",
                "[null,[null],{'x':null}]",
                "true",
                "{'" + "n".repeat(200_000) + "':1}",
                "{'a':1,'a':2}",
                "NaN",
                "")) {
            check(decoder, vendor, json("{" + id + "," + names.formatted(value) + "}"));
        }
        for (byte[] body : List.of(
                new byte[0],
                new byte[1 << 20],
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0},
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
                "{\"id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_16LE))) {
            check(decoder, vendor, body);
        }
    }

    @ParameterizedTest
    @MethodSource("vendorsWithWebhooks")
    void what_is_kept_of_a_sample_says_the_same_and_no_secret(String vendor) {
        EventDecoder decoder = decoder(vendor);
        byte[] body = Samples.read(GOOD.get(vendor));

        byte[] kept = decoder.kept(new WebhookDelivery(vendor, Map.of(), body));

        assertThat(decoder.decode(new WebhookDelivery(vendor, Map.of(), kept)))
                .isEqualTo(decoder.decode(new WebhookDelivery(vendor, Map.of(), body)));
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("-key-of-the-account");
        if (!vendor.equals("leonardo")) {
            assertThat(kept).isEqualTo(body);
        }
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static EventDecoder decoder(String vendor) {
        return Samples.usual(vendor).build().decoder();
    }

    private static void check(EventDecoder decoder, String vendor, byte[] body) {
        assertThat(decoder.kept(new WebhookDelivery(vendor, Map.of(), body))).isNotNull();
        try {
            decoder.decode(new WebhookDelivery(vendor, Map.of(), body)).ifPresent(event -> sane(event, vendor));
        } catch (UnreadableDeliveryException expected) {
            assertThat(expected.getMessage()).startsWith("ML-WH-006 ").hasSizeLessThan(200);
        }
    }

    private static void sane(JobEvent event, String vendor) {
        assertThat(event.vendorJobId().vendor()).isEqualTo(vendor);
        if (event.news() instanceof JobEvent.News.Unknown unknown) {
            assertThat(unknown.status()).hasSizeLessThanOrEqualTo(100);
        }
    }
}
