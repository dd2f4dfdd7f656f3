package dev.medialifecycle.examples.app.generation;

import dev.medialifecycle.examples.app.media.HostProperties;
import dev.medialifecycle.examples.app.media.VendorProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;

/** Asks the vendor to begin; how it goes on is heard by webhook, or by asking again. */
@Component
final class VendorClient {
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final RestClient http;
    private final Orders orders;
    private final URI base;
    private final String model;
    private final @Nullable URI webhook;

    VendorClient(VendorProperties vendor, HostProperties host) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(vendor.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(vendor.timeout());
        this.orders = KnownOrders.of(vendor.name());
        this.http = RestClient.builder()
                .requestFactory(requests)
                .defaultHeaders(headers -> authorize(headers, vendor))
                .build();
        this.base = vendor.baseUrl();
        this.model = vendor.model();
        // A host that asks needs no URL that the vendor can reach.
        this.webhook =
                vendor.pollEvery() == null ? host.publicBaseUrl().resolve("/api/v1/webhooks/" + vendor.name()) : null;
    }

    /** The vendor's id of the generation that it began; throws what {@link RestClient} throws if it did not. */
    String start(String prompt, List<URI> inputs) {
        Map<String, Object> answer = http.post()
                .uri(URI.create(base + orders.path(model, webhook)))
                .contentType(MediaType.APPLICATION_JSON)
                .body(orders.body(model, prompt, inputs, webhook))
                .retrieve()
                .body(JSON);
        return orders.id(answer == null ? Map.of() : answer)
                .orElseThrow(() -> new IllegalStateException("The vendor began a generation without naming it"));
    }

    private void authorize(HttpHeaders headers, VendorProperties vendor) {
        if (StringUtils.hasText(vendor.token())) {
            headers.set(HttpHeaders.AUTHORIZATION, orders.tokenPrefix() + vendor.token());
        }
    }
}
