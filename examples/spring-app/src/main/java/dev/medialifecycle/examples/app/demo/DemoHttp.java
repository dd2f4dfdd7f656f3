package dev.medialifecycle.examples.app.demo;

import dev.medialifecycle.examples.app.media.VendorProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How the demo's vendor reaches the host: it fetches inputs, and signs its webhooks as Standard Webhooks says. */
@Component
@Profile("demo")
final class DemoHttp {
    private static final Logger LOG = LoggerFactory.getLogger(DemoHttp.class);
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json;
    private final Clock clock;
    private final SecretKeySpec key;

    DemoHttp(JsonMapper json, Clock clock, VendorProperties vendor) {
        this.json = json;
        this.clock = clock;
        String secret = Objects.requireNonNull(vendor.webhookSecret(), "app.vendor.webhook-secret");
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), ALGORITHM);
    }

    /** What an input's URL answers; 0 if nothing does. */
    int statusOf(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** Sends a prediction, signed. */
    void deliver(URI webhook, String message, Object prediction) {
        byte[] body = json.writeValueAsBytes(prediction);
        String time = Long.toString(clock.instant().getEpochSecond());
        int status = send(HttpRequest.newBuilder(webhook)
                .header("content-type", "application/json")
                .header("webhook-id", message)
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + sign(message + "." + time + ".", body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
        LOG.info("Webhook {} answered {}", message, status);
    }

    private int send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            LOG.warn("{} {} cannot be reached", request.method(), request.uri().getPath());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private String sign(String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
