package dev.medialifecycle.vendor;

import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a vendor, as data: its webhooks, null if it has none; its API, null if nobody can be asked; where its outputs
 * are and for how long; how long to wait for its news. {@code page} is where the vendor says so.
 */
record VendorProfile(
        String name,
        @Nullable Webhooks webhooks,
        @Nullable Api api,
        OutputTerms outputs,
        Patience patience,
        Confidence confidence,
        String page) {

    /** The name of the setting that holds the secrets; whatever hosts call it, messages call it so. */
    String secretSetting() {
        return setting() + "_WEBHOOK_SECRET";
    }

    /** The name of the setting that holds the token for the API. */
    String tokenSetting() {
        return setting() + "_API_TOKEN";
    }

    private String setting() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
