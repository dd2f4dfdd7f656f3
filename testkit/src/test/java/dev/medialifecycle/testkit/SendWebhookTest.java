package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String WHSK =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    private static final Map<String, String> ENVIRONMENT = Map.of("REPLICATE_WEBHOOK_SECRET", SECRET);
    private static final byte[] BODY = "{\"größe\": 1}".getBytes(StandardCharsets.UTF_8);

    private final Clock clock = Clock.systemUTC();

    @Test
    void sends_a_correctly_signed_webhook_by_hand() throws Exception {
        try (FakeHost host = new FakeHost(SECRET, clock)) {
            String url = host.url("/hook").toString();

            assertThat(run(ENVIRONMENT, url, "p1", "succeeded", "https://x/1.png", "https://x/2.png"))
                    .isZero();
            assertThat(run(ENVIRONMENT, url, "p1", "failed", "out", "of", "memory"))
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
            Map<String, String> any = Map.of("WEBHOOK_SECRET", SECRET);

            assertThat(run(ENVIRONMENT, url, "p1", "starting")).isEqualTo(2);
            assertThat(run(ENVIRONMENT, url, "p1")).isEqualTo(64);
            assertThat(run(Map.of(), url, "p1", "starting")).isEqualTo(64);
            assertThat(run(any, "--scheme", "nobody", url, "-")).isEqualTo(64);
            assertThat(run(any, "--scheme", "stripe", "--header", "X", url, "-"))
                    .isEqualTo(64);
            assertThat(run(any, "--scheme", "stripe", url)).isEqualTo(64);
            assertThat(run(any, "--scheme")).isEqualTo(64);
            assertThat(run(any, "--scheme", "fal", url, "-")).isEqualTo(64);
        }
    }

    @Test
    void sends_a_webhook_of_any_scheme(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("body.json"), BODY);
        Map<String, String> any = Map.of("WEBHOOK_SECRET", SECRET);
        SignatureVerifier stripe = SignatureVerifier.of(Schemes.stripe(), Secret.of(SECRET));
        SignatureVerifier bearer = SignatureVerifier.of(Schemes.supabaseDb("X-Token"), Secret.of(SECRET));

        assertThat(sent(stripe, any, "--scheme", "stripe", "URL", file.toString()))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(sent(bearer, any, "--scheme", "supabase-db", "--header", "X-Token", "URL", "-"))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void sends_a_webhook_of_schemes_with_public_keys() throws Exception {
        WebhookKeys fal = WebhookKeys.of("k1", WHSK);
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        WebhookKeys gemini = WebhookKeys.of("g1", pem);

        assertThat(sent(
                        SignatureVerifier.of(Schemes.fal(), fal.source(clock)),
                        Map.of("WEBHOOK_SECRET", WHSK),
                        "--scheme",
                        "fal",
                        "URL",
                        "-"))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(sent(
                        SignatureVerifier.of(Schemes.geminiDynamic(), gemini.source(clock), "me"),
                        Map.of("WEBHOOK_SECRET", pem, "WEBHOOK_AUDIENCE", "me", "WEBHOOK_KEY_ID", "g1"),
                        "--scheme",
                        "gemini-dynamic",
                        "URL",
                        "-"))
                .isInstanceOf(Verdict.Verified.class);
    }

    /** What a host with this verifier thinks of what is sent; {@code URL} stands for its address. */
    private Verdict sent(SignatureVerifier verifier, Map<String, String> environment, String... arguments)
            throws IOException {
        BlockingQueue<Verdict> verdicts = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            verdicts.add(verifier.verify(exchange.getRequestHeaders(), body, clock.instant()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/hook";
            String[] filled = List.of(arguments).stream()
                    .map(a -> a.equals("URL") ? url : a)
                    .toArray(String[]::new);
            assertThat(run(environment, filled)).isZero();
            return verdicts.remove();
        } finally {
            server.stop(0);
        }
    }

    private int run(Map<String, String> environment, String... arguments) {
        InputStream standardInput = new ByteArrayInputStream(BODY);
        return SendWebhook.run(List.of(arguments), environment, clock, standardInput);
    }
}
