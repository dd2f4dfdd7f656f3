package dev.medialifecycle.webhook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP attempt, not trusted yet: the body byte for byte as it arrived, header names in lower case. {@code token} is what the
 * path has after the vendor's name, where a vendor that signs nothing calls a secret URL; null if there is nothing.
 */
public record WebhookDelivery(
        String vendor,
        Map<String, List<String>> headers,
        byte[] body,
        @Nullable String token) {
    /** To a path that ends with the vendor's name. */
    public WebhookDelivery(String vendor, Map<String, List<String>> headers, byte[] body) {
        this(vendor, headers, body, null);
    }

    /**
     * Lower-cases header names, joining the values of names that differ in case only; drops what some servers hand over for the
     * request line: null names, null lists and null values. Shares the body.
     */
    public WebhookDelivery {
        Map<String, List<String>> lowered = new TreeMap<>();
        headers.forEach((name, values) -> {
            if (name != null && values != null) {
                List<String> all = lowered.computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>());
                values.stream().filter(Objects::nonNull).forEach(all::add);
            }
        });
        lowered.replaceAll((name, values) -> List.copyOf(values));
        headers = Collections.unmodifiableMap(lowered);
    }

    /** Shows neither headers nor body nor token, which may hold secrets. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + vendor + ", " + body.length + " bytes]";
    }
}
