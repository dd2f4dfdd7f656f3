package dev.medialifecycle.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends one correctly signed Replicate webhook by hand and prints the answer:
 * {@code java … SendWebhook http://localhost:8080/api/v1/webhooks/replicate PREDICTION_ID succeeded OUTPUT_URL…}. The secret comes
 * from the environment, {@code REPLICATE_WEBHOOK_SECRET}, never from the command line, which others can read.
 */
public final class SendWebhook {
    private static final int USAGE = 64;
    private static final int REFUSED = 2;

    private SendWebhook() {}

    /** Exits with 0 for an answer of 2xx, with 2 for another, with 64 if the arguments make no sense. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), Clock.systemUTC()));
    }

    static int run(List<String> arguments, Map<String, String> environment, Clock clock) {
        String secret = environment.getOrDefault("REPLICATE_WEBHOOK_SECRET", "");
        if (arguments.size() < 3 || secret.isBlank()) {
            System.err.println(
                    "Usage: REPLICATE_WEBHOOK_SECRET=whsec_… SendWebhook URL PREDICTION_ID STATUS [OUTPUT_URL or ERROR]…");
            return USAGE;
        }
        String status = arguments.get(2);
        List<String> rest = arguments.subList(3, arguments.size());
        FakePrediction prediction = FakePrediction.starting(arguments.get(1), null, List.of(), clock.instant())
                .become(status);
        if (status.equals("failed")) {
            prediction = prediction.withError(String.join(" ", rest));
        } else if (!rest.isEmpty()) {
            prediction = prediction.withOutput(PredictionJson.array(new ArrayList<>(rest)));
        }
        byte[] body = PredictionJson.of(prediction).getBytes(StandardCharsets.UTF_8);
        WebhookSender sender = WebhookSender.of(WebhookSigner.replicate(secret.strip()), clock);
        WebhookAnswer answer = sender.send(URI.create(arguments.get(0)), "msg_" + UUID.randomUUID(), body);
        System.out.println(answer.status() + " " + answer.body());
        return answer.status() / 100 == 2 ? 0 : REFUSED;
    }
}
