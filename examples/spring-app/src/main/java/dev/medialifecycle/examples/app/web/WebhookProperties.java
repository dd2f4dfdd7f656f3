package dev.medialifecycle.examples.app.web;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where vendors knock beside {@code /api/v1/webhooks/VENDOR}: {@code aliases} are whole paths that end with the vendor's name. With
 * {@code cors} the routes answer OPTIONS.
 */
@ConfigurationProperties("app.webhooks")
public record WebhookProperties(
        @DefaultValue Set<String> aliases,
        @DefaultValue("false") boolean cors) {
    static final String ROUTE = "/api/v1/webhooks/";

    /** Every path, with {@code {vendor}} and {@code {token}} as placeholders where it has them. */
    public String[] paths() {
        Set<String> all = new LinkedHashSet<>(aliases);
        all.add(ROUTE + "{vendor}");
        all.add(ROUTE + "{vendor}/{token}");
        return all.toArray(String[]::new);
    }
}
