package dev.medialifecycle.webhook;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP attempt whose body has not been read: for web stacks that hand it over as a stream, so that what its headers give away is
 * refused without reading it, and no more of it is read than may be. {@code token} is as in {@link WebhookDelivery}.
 */
public record WebhookRequest(
        String vendor,
        Map<String, List<String>> headers,
        @Nullable String token,
        InputStream body) {
    /** To a path that ends with the vendor's name. */
    public WebhookRequest(String vendor, Map<String, List<String>> headers, InputStream body) {
        this(vendor, headers, null, body);
    }

    /** The same with its body, as far as that was read. */
    public WebhookDelivery with(byte[] bytes) {
        return new WebhookDelivery(vendor, headers, bytes, token);
    }

    /** Shows neither headers nor token, which may hold secrets. */
    @Override
    public String toString() {
        return "WebhookRequest[" + vendor + "]";
    }
}
