package dev.medialifecycle.examples.app.generation;

import dev.medialifecycle.vendor.Fal;
import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.vendor.WaveSpeed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vendors that this host can order from; what they tell is the library's business. */
enum KnownOrders implements Orders {
    /** replicate.com/docs/reference/http, predictions.create. */
    REPLICATE(Replicate.NAME, "Bearer ") {
        @Override
        public String path(String model, @Nullable URI webhook) {
            return "/v1/predictions";
        }

        @Override
        public Map<String, Object> body(String model, String prompt, List<URI> inputs, @Nullable URI webhook) {
            Map<String, Object> order = new LinkedHashMap<>(Map.of("version", model, "input", input(prompt, inputs)));
            if (webhook != null) {
                order.put("webhook", webhook.toString());
                order.put("webhook_events_filter", List.of("start", "completed"));
            }
            return order;
        }

        @Override
        public Optional<String> id(Map<String, ?> answer) {
            return text(answer.get("id"));
        }
    },

    /** docs.fal.ai/model-apis/model-endpoints/queue. */
    FAL(Fal.NAME, "Key ") {
        @Override
        public String path(String model, @Nullable URI webhook) {
            return "/" + model + query("fal_webhook", webhook);
        }

        @Override
        public Map<String, Object> body(String model, String prompt, List<URI> inputs, @Nullable URI webhook) {
            return input(prompt, inputs);
        }

        @Override
        public Optional<String> id(Map<String, ?> answer) {
            return text(answer.get("request_id"));
        }
    },

    /** wavespeed.ai/docs/submit-task. */
    WAVESPEED(WaveSpeed.NAME, "Bearer ") {
        @Override
        public String path(String model, @Nullable URI webhook) {
            return "/api/v3/" + model + query("webhook", webhook);
        }

        @Override
        public Map<String, Object> body(String model, String prompt, List<URI> inputs, @Nullable URI webhook) {
            return input(prompt, inputs);
        }

        @Override
        public Optional<String> id(Map<String, ?> answer) {
            return answer.get("data") instanceof Map<?, ?> data ? text(data.get("id")) : Optional.empty();
        }
    };

    private final String vendor;
    private final String tokenPrefix;

    KnownOrders(String vendor, String tokenPrefix) {
        this.vendor = vendor;
        this.tokenPrefix = tokenPrefix;
    }

    /** Those of the vendor of this name. */
    static Orders of(String vendor) {
        for (KnownOrders orders : values()) {
            if (orders.vendor.equals(vendor)) {
                return orders;
            }
        }
        throw new IllegalArgumentException("app.vendor.name is " + vendor + ", from which this host cannot order."
                + " Next: say replicate, fal or wavespeed, or add how to order from it to KnownOrders");
    }

    @Override
    public String tokenPrefix() {
        return tokenPrefix;
    }

    private static Map<String, Object> input(String prompt, List<URI> inputs) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("prompt", prompt);
        for (int i = 0; i < inputs.size(); i++) {
            input.put("input" + (i + 1), inputs.get(i).toString());
        }
        return input;
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String query(String name, @Nullable URI webhook) {
        return webhook == null ? "" : "?" + name + "=" + URLEncoder.encode(webhook.toString(), StandardCharsets.UTF_8);
    }
}
