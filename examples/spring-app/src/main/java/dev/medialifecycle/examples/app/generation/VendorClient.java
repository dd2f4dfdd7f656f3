package dev.medialifecycle.examples.app.generation;

import dev.medialifecycle.examples.app.media.HostProperties;
import dev.medialifecycle.examples.app.media.VendorProperties;
import dev.medialifecycle.vendor.Replicate;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks the vendor to begin; how it goes on is heard by webhook. */
@Component
final class VendorClient {
    private final RestClient http;
    private final String version;
    private final URI webhook;

    VendorClient(VendorProperties vendor, HostProperties host) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(vendor.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(vendor.timeout());
        this.http = RestClient.builder()
                .baseUrl(vendor.baseUrl())
                .requestFactory(requests)
                .defaultHeaders(headers -> authorize(headers, vendor.token()))
                .build();
        this.version = vendor.version();
        this.webhook = host.publicBaseUrl().resolve("/api/v1/webhooks/" + Replicate.NAME);
    }

    private record Prediction(@Nullable String id) {}

    /** The vendor's id of the generation that it began; throws what {@link RestClient} throws if it did not. */
    String start(String prompt, List<URI> inputs) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("prompt", prompt);
        for (int i = 0; i < inputs.size(); i++) {
            input.put("input" + (i + 1), inputs.get(i).toString());
        }
        Prediction prediction = http.post()
                .uri("/v1/predictions")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "version",
                        version,
                        "input",
                        input,
                        "webhook",
                        webhook.toString(),
                        "webhook_events_filter",
                        List.of("start", "completed")))
                .retrieve()
                .body(Prediction.class);
        if (prediction == null || prediction.id() == null) {
            throw new IllegalStateException("The vendor began a generation without naming it");
        }
        return prediction.id();
    }

    private static void authorize(HttpHeaders headers, @Nullable String token) {
        if (token != null && !token.isBlank()) {
            headers.setBearerAuth(token);
        }
    }
}
