package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.WebhookDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What vendors send and answer, in the shapes that their documents show; see the resources beside this package. */
final class Samples {
    static final String TOKEN = "token_do_not_show_me";
    private static final Map<String, List<String>> SECRETS = Map.of(
            "replicate", List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "openai", List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    private Samples() {}

    /** A sample, such as {@code fal/ok}. */
    static byte[] read(String name) {
        try (InputStream sample = Samples.class.getResourceAsStream("/vendor/" + name + ".json")) {
            return Objects.requireNonNull(sample, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WebhookDelivery delivery(String name) {
        return new WebhookDelivery(name.substring(0, name.indexOf('/')), Map.of(), read(name));
    }

    /** A vendor with secrets that suit it, and nobody to ask. */
    static VendorBuilder silent(String vendor) {
        return Vendors.named(vendor)
                .orElseThrow()
                .secrets(SECRETS.getOrDefault(vendor, List.of("whsec_a-secret-of-24-characters-or-more"))
                        .toArray(String[]::new))
                .model("owner/model");
    }

    /** The same, with somebody to ask. */
    static VendorBuilder asked(String vendor, URI api) {
        return silent(vendor).apiToken(TOKEN).api(api, HttpClient.newHttpClient());
    }

    /** The same, where nobody is really asked. */
    static VendorBuilder asked(String vendor) {
        return asked(vendor, URI.create("http://localhost:9"));
    }

    /** With somebody to ask, if the vendor has an API. */
    static VendorBuilder usual(String vendor) {
        boolean hasApi =
                Vendors.all().stream().anyMatch(profile -> profile.name().equals(vendor) && profile.api() != null);
        return hasApi ? asked(vendor) : silent(vendor);
    }
}
