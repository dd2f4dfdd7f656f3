package dev.medialifecycle.testkit;

import dev.medialifecycle.verifier.Algorithm;
import dev.medialifecycle.verifier.KeyRule;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends one correctly signed webhook by hand and prints the answer. Of Replicate:
 * {@code java … SendWebhook http://localhost:8080/api/v1/webhooks/replicate PREDICTION_ID succeeded OUTPUT_URL…}. Of any known scheme:
 * {@code java … SendWebhook --scheme stripe http://localhost:8080/hook body.json}, where {@code -} stands for the standard input. The
 * secret comes from the environment, {@code REPLICATE_WEBHOOK_SECRET} or {@code WEBHOOK_SECRET}, never from the command line, which
 * others can read; for schemes with public keys it is the private half ({@code whsk_…}, or RSA in PKCS#8), published as
 * {@code WEBHOOK_KEY_ID}; a token is made for {@code WEBHOOK_AUDIENCE}.
 */
public final class SendWebhook {
    private static final int USAGE = 64;
    private static final int REFUSED = 2;

    private final Map<String, String> environment;
    private final Clock clock;
    private final InputStream standardInput;

    private SendWebhook(Map<String, String> environment, Clock clock, InputStream standardInput) {
        this.environment = environment;
        this.clock = clock;
        this.standardInput = standardInput;
    }

    /** Exits with 0 for an answer of 2xx, with 2 for another, with 64 if the arguments make no sense. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), Clock.systemUTC(), System.in));
    }

    static int run(List<String> arguments, Map<String, String> environment, Clock clock, InputStream standardInput) {
        SendWebhook sending = new SendWebhook(environment, clock, standardInput);
        try {
            return !arguments.isEmpty() && arguments.get(0).equals("--scheme")
                    ? sending.anyScheme(arguments)
                    : sending.replicate(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(
                    "Usage: REPLICATE_WEBHOOK_SECRET=whsec_… SendWebhook URL PREDICTION_ID STATUS [OUTPUT_URL or ERROR]…");
            System.err.println("   or: WEBHOOK_SECRET=… SendWebhook --scheme NAME [--header NAME] URL BODY_FILE");
            return USAGE;
        }
    }

    private int replicate(List<String> arguments) {
        String secret = setting("REPLICATE_WEBHOOK_SECRET");
        require(arguments.size() >= 3, "An address, the id of a prediction and its status are needed");
        String status = arguments.get(2);
        List<String> rest = arguments.subList(3, arguments.size());
        FakePrediction prediction = FakePrediction.ordered(arguments.get(1), status, null, List.of(), clock.instant());
        if (status.equals("failed")) {
            prediction = prediction.withError(String.join(" ", rest));
        } else if (!rest.isEmpty()) {
            prediction = prediction.withOutput(PredictionJson.array(new ArrayList<>(rest)));
        }
        byte[] body = PredictionJson.of(prediction).getBytes(StandardCharsets.UTF_8);
        return send(WebhookSigner.replicate(secret), URI.create(arguments.get(0)), body);
    }

    private int anyScheme(List<String> arguments) {
        boolean hasHeader = arguments.size() > 3 && arguments.get(2).equals("--header");
        int rest = hasHeader ? 4 : 2;
        require(arguments.size() == rest + 2, "A scheme, an address and a file with the body are needed");
        Scheme scheme = scheme(arguments.get(1), hasHeader ? arguments.get(3) : "");
        return send(signer(scheme), URI.create(arguments.get(rest)), body(arguments.get(rest + 1)));
    }

    private int send(WebhookSigner signer, URI url, byte[] body) {
        WebhookAnswer answer = WebhookSender.of(signer, clock).send(url, "msg_" + UUID.randomUUID(), body);
        System.out.println(answer.status() + " " + answer.body());
        return answer.status() / 100 == 2 ? 0 : REFUSED;
    }

    private WebhookSigner signer(Scheme scheme) {
        String secret = setting("WEBHOOK_SECRET");
        if (scheme.keyRule() != KeyRule.PUBLISHED) {
            return WebhookSigner.of(scheme, secret);
        }
        WebhookKeys keys = WebhookKeys.of(environment.getOrDefault("WEBHOOK_KEY_ID", "test-key"), secret);
        return scheme.algorithm() == Algorithm.RS256_JWT
                ? WebhookSigner.of(scheme, keys, setting("WEBHOOK_AUDIENCE"))
                : WebhookSigner.of(scheme, keys);
    }

    private byte[] body(String file) {
        try {
            return file.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The body could not be read", e);
        }
    }

    private String setting(String name) {
        String value = environment.getOrDefault(name, "").strip();
        require(!value.isEmpty(), name + " is not set");
        return value;
    }

    private static Scheme scheme(String name, String header) {
        Scheme known = Schemes.named(name)
                .orElseThrow(() -> new IllegalArgumentException("No scheme is known by the name "
                        + name + "; known are "
                        + String.join(
                                ", ", Schemes.all().stream().map(Scheme::name).toList())));
        if (header.isEmpty()) {
            return known;
        }
        return switch (name) {
            case "supabase-db" -> Schemes.supabaseDb(header);
            case "bearer" -> Schemes.bearer(header, "");
            case "hmac-hex" -> Schemes.hmacHex(header, known.signature().prefix());
            default -> throw new IllegalArgumentException("Scheme " + name + " has headers of its own");
        };
    }

    private static void require(boolean isSo, String problem) {
        if (!isSo) {
            throw new IllegalArgumentException(problem);
        }
    }
}
