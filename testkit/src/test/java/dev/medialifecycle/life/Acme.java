package dev.medialifecycle.life;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor that signs with the word "genuine" and writes {@code <job> <status> <output>… took:PT2S log:text}. */
final class Acme {
    static final String NAME = "acme";
    static final AtomicInteger DECODED = new AtomicInteger();

    private Acme() {}

    static Vendor vendor() {
        return vendor(NAME, Duration.ofHours(1));
    }

    /** Another vendor that speaks the same, and keeps its outputs for another time. */
    static Vendor vendor(String name, Duration life) {
        return new Vendor(
                name,
                (delivery, now) -> verify(delivery),
                delivery -> decode(name, delivery),
                null,
                new OutputTerms(Set.of("localhost", "127.0.0.1"), life),
                new Patience(Duration.ofMinutes(15), Duration.ofHours(24)));
    }

    static WebhookDelivery delivery(String id, String body) {
        return delivery(NAME, id, body);
    }

    static WebhookDelivery delivery(String vendor, String id, String body) {
        return new WebhookDelivery(
                vendor,
                Map.of("Id", List.of(id), "Signature", List.of("genuine")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** From a sender who knows a token and signs nothing. */
    static WebhookDelivery weak(String id, String body) {
        return new WebhookDelivery(
                NAME, Map.of("Id", List.of(id), "Signature", List.of("token")), body.getBytes(StandardCharsets.UTF_8));
    }

    static WebhookDelivery forged(String body) {
        return new WebhookDelivery(NAME, Map.of("Id", List.of("x")), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Verification verify(WebhookDelivery delivery) {
        List<String> signature = delivery.headers().getOrDefault("signature", List.of());
        Assurance assurance = signature.contains("genuine") ? Assurance.FULL : Assurance.BEARER;
        return signature.contains("genuine") || signature.contains("token")
                ? new Verification.Verified(delivery.headers().get("id").get(0), assurance)
                : new Verification.Refused(Verification.Refusal.INVALID_SIGNATURE, "SIGNATURE_MISMATCH");
    }

    private static Optional<JobEvent> decode(String vendor, WebhookDelivery delivery) {
        DECODED.incrementAndGet();
        String[] words = new String(delivery.body(), StandardCharsets.UTF_8).split(" ");
        if (words.length < 2) {
            throw new UnreadableDeliveryException("no status", null);
        }
        if (words[0].equals("account")) {
            return Optional.empty();
        }
        return Optional.of(new JobEvent(new VendorJobId(vendor, words[0]), news(words), report(words)));
    }

    private static List<URI> outputs(String[] words) {
        return Arrays.stream(words)
                .skip(2)
                .filter(word -> !word.startsWith("took:") && !word.startsWith("log:"))
                .map(URI::create)
                .toList();
    }

    private static JobReport report(String[] words) {
        Duration took = told(words, "took:").map(Duration::parse).orElse(null);
        return new JobReport(took, told(words, "log:").orElse(null));
    }

    private static Optional<String> told(String[] words, String name) {
        return Arrays.stream(words)
                .filter(word -> word.startsWith(name))
                .map(word -> word.substring(name.length()))
                .findFirst();
    }

    private static News news(String[] words) {
        return switch (words[1]) {
            case "starting" -> new News.Running(JobStatus.STARTING);
            case "processing" -> new News.Running(JobStatus.PROCESSING);
            case "succeeded" -> new News.Ended(new JobOutcome.Succeeded(outputs(words)));
            case "failed" -> new News.Ended(new JobOutcome.Failed("out of memory"));
            case "canceled" -> new News.Ended(new JobOutcome.Canceled());
            default -> new News.Unknown(words[1]);
        };
    }
}
