package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples that vendors published, in their documentation or in the tests of their own clients. */
class PublishedVectorsTest {
    private static final String V1A =
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    private static final String SLACK_BODY = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
            + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private static final String IMAGEKIT_BODY = "{\"type\":\"video.transformation.accepted\","
            + "\"id\":\"58e6d24d-6098-4319-be8d-40c3cb0a402d\",\"created_at\":\"2022-06-20T11:59:58.461Z\","
            + "\"request\":{\"x_request_id\":\"fa98fa2e-d6cd-45b4-acf5-bc1d2bbb8ba9\","
            + "\"url\":\"http://ik.imagekit.io/demo/sample-video.mp4?tr=f-webm,q-10\","
            + "\"user_agent\":\"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:101.0) Gecko/20100101 Firefox/101.0\"},"
            + "\"data\":{\"asset\":{\"url\":\"http://ik.imagekit.io/demo/sample-video.mp4\"},"
            + "\"transformation\":{\"type\":\"video-transformation\",\"options\":{\"video_codec\":\"vp9\","
            + "\"audio_codec\":\"opus\",\"auto_rotate\":true,\"quality\":10,\"format\":\"webm\"}}}}";

    /** One example; the time is in the scheme's unit, 0 where none is signed. */
    record Example(String scheme, String secret, Map<String, List<String>> headers, String body, Instant at) {
        @Override
        public String toString() {
            return scheme;
        }
    }

    static List<Example> examples() {
        Map<String, List<String>> svix = Map.of(
                "svix-id", List.of("msg_loFOjxBNrRLzqYUf"),
                "svix-timestamp", List.of("1731705121"),
                "svix-signature", List.of("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="));
        Map<String, List<String>> openai = Messages.headers(
                "wh_685c059ae39c8190af8c71ed1022a24d", "1750861210", "v1,gUAg4R2hWouRZqRQG4uJypNS8YK885G838+EHb4nKBY=");
        return List.of(
                published("standard-webhooks", Messages.SECRET),
                published("replicate", Messages.SECRET),
                new Example(
                        "standard-webhooks-v1a",
                        "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                        Messages.published("webhook-signature", V1A),
                        "{\"test\": 2432232314}",
                        Messages.NOW),
                // docs.svix.com/receiving/verifying-payloads/how-manual
                new Example(
                        "svix",
                        "whsec_plJ3nmyCDGBKInavdOK15jsl",
                        svix,
                        "{\"event_type\":\"ping\",\"data\":{\"success\":true}}",
                        Instant.ofEpochSecond(1731705121)),
                // The tests of openai-java, openai-node and openai-python.
                new Example(
                        "openai",
                        "whsec_RdvaYFYUXuIFuEbvZHwMfYFhUf7aMYjYcmM24+Aj40c=",
                        openai,
                        "{\"id\": \"evt_685c059ae3a481909bdc86819b066fb6\", \"object\": \"event\", \"created_at\": 1750861210,"
                                + " \"type\": \"response.completed\", \"data\": {\"id\": \"resp_123\"}}",
                        Instant.ofEpochSecond(1750861210)),
                // The tests of stripe-dotnet; v0 is a decoy.
                new Example(
                        "stripe",
                        "webhook_secret",
                        one(
                                "Stripe-Signature",
                                "t=1533204620,v1=f0bdba6d4eacbd8ad8a3bbadd7248e633ec1477f7899c124c51b39405fa36613,"
                                        + "v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef"),
                        stripeBody(),
                        Instant.ofEpochSecond(1533204620)),
                // The tests of mux-node-sdk.
                new Example(
                        "mux",
                        "SuperSecret123",
                        one(
                                "Mux-Signature",
                                "t=1565125718,v1=854ece4c22acef7c66b57d4e504153bc512595e8e9c772ece2a68150548c19a7"),
                        "{\"test\":\"body\"}",
                        Instant.ofEpochSecond(1565125718)),
                // The tests of imagekit-nodejs before version 7.
                new Example(
                        "imagekit-legacy",
                        "whsec_xeO2UNkfKMQnfJf7Q/Qx+fYptL1wabXd",
                        one(
                                "x-ik-signature",
                                "t=1655788406333,v1=d30758f47fcb31e1fa0109d3b3e2a6c623e699aaf1461cba6bd462ef58ea4b31"),
                        IMAGEKIT_BODY,
                        Instant.ofEpochMilli(1655788406333L)),
                // docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
                new Example(
                        "github",
                        "It's a Secret to Everybody",
                        one(
                                "X-Hub-Signature-256",
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                        "Hello, World!",
                        Instant.EPOCH),
                // docs.slack.dev/authentication/verifying-requests-from-slack
                new Example(
                        "slack",
                        "8f742231b10e8888abcd99yyyzzz85a5",
                        Map.of(
                                "X-Slack-Request-Timestamp",
                                List.of("1531420618"),
                                "X-Slack-Signature",
                                List.of("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")),
                        SLACK_BODY,
                        Instant.ofEpochSecond(1531420618)),
                // The tests of cloudinary_java.
                cloudinary("cloudinary-sha1", "f9aa4471d2a88ff244424cca2444edf7d7ac3596"),
                cloudinary("cloudinary", "d5497e1a206ad0ba29ad09a7c0c5f22e939682d15009c15ab3199f62fefbd14b"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void accepts_every_published_example_and_refuses_it_with_one_bit_flipped(Example example) {
        SignatureVerifier verifier = SignatureVerifier.of(
                Schemes.named(example.scheme()).orElseThrow(), Secret.evenIfWeak(example.secret()));
        byte[] body = example.body().getBytes(StandardCharsets.UTF_8);

        assertThat(verifier.verify(example.headers(), body, example.at())).isInstanceOf(Verdict.Verified.class);
        body[body.length / 2] ^= 1;
        assertThat(verifier.verify(example.headers(), body, example.at())).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void tells_of_the_published_message_its_id_its_time_and_that_all_is_signed() {
        assertThat(Messages.verify(Messages.published()))
                .isEqualTo(new Verdict.Verified(Messages.ID, Messages.NOW, 0, AssuranceLevel.FULL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "\twhsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\n"
            })
    void accepts_it_with_every_spelling_of_the_secret(String secret) {
        assertThat(Messages.verifier(secret).verify(Messages.published(), Messages.BODY, Messages.NOW))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void refuses_a_hex_hmac_of_the_body_where_replicate_signs_id_time_and_body() {
        byte[] hmac = Messages.mac(Messages.key(Messages.SECRET), Messages.BODY);

        assertThat(Messages.verify(
                        Messages.published("webhook-signature", HexFormat.of().formatHex(hmac))))
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        assertThat(Messages.verify(Messages.published(
                        "webhook-signature", "v1," + HexFormat.of().formatHex(hmac))))
                .isEqualTo(Messages.rejected(Reason.MALFORMED_SIGNATURE));
    }

    @Test
    void refuses_the_asymmetric_signature_where_the_symmetric_one_is_wanted() {
        assertThat(Messages.verify(Messages.published("webhook-signature", V1A)))
                .isEqualTo(Messages.rejected(Reason.NO_SUPPORTED_SIGNATURE));
        assertThat(Messages.verify(Messages.published("webhook-signature", V1A + " " + Messages.SIGNATURE)))
                .isInstanceOf(Verdict.Verified.class);
    }

    private static Example published(String scheme, String secret) {
        return new Example(scheme, secret, Messages.published(), "{\"test\": 2432232314}", Messages.NOW);
    }

    private static Example cloudinary(String scheme, String signature) {
        Map<String, List<String>> headers =
                Map.of("X-Cld-Timestamp", List.of("0"), "X-Cld-Signature", List.of(signature));
        return new Example(scheme, "someApiSecret", headers, "{}", Instant.EPOCH);
    }

    private static Map<String, List<String>> one(String name, String value) {
        return Map.of(name, List.of(value));
    }

    private static String stripeBody() {
        return """
                {
                  "id": "evt_123",
                  "object": "event",
                  "account": "acct_123",
                  "api_version": "2017-05-25",
                  "created": 1533204620,
                  "data": {
                    "object": {
                      "id": "ii_123",
                      "object": "invoiceitem",
                      "amount": 1000,
                      "currency": "usd",
                      "customer": "cus_123",
                      "date": 1533204620,
                      "description": "Test Invoice Item",
                      "discountable": false,
                      "invoice": "in_123",
                      "livemode": false,
                      "metadata": {},
                      "period": {
                        "start": 1533204620,
                        "end": 1533204620
                      },
                      "plan": null,
                      "proration": false,
                      "quantity": null,
                      "subscription": null
                    }
                  },
                  "livemode": false,
                  "pending_webhooks": 1,
                  "request": {
                    "id": "req_123",
                    "idempotency_key": "idempotency-key-123"
                  },
                  "type": "invoiceitem.created"
                }
                """;
    }
}
