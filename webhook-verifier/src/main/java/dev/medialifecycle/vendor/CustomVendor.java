package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Any vendor that speaks JSON, described as data. Immutable.
 *
 * <pre>{@code
 * JobFields fields = JobFields.none().id("task.id").status("task.state").outputs("task.images").error("task.reason");
 * StatusWords words = StatusWords.none().running("working").succeeded("done").failed("broken");
 * Vendor acme = CustomVendor.named("acme", new OutputTerms(Set.of("*.acme.example"), Duration.ofDays(1)))
 *         .webhooks(Schemes.hmacHex("X-Acme-Signature", ""), fields, words)
 *         .api(URI.create("https://api.acme.example"), "/v1/tasks/{id}", fields, words)
 *         .builder()
 *         .secrets(System.getenv("ACME_WEBHOOK_SECRET"))
 *         .apiToken(System.getenv("ACME_API_TOKEN"))
 *         .build();
 * }</pre>
 */
public final class CustomVendor {
    private final String name;
    private final OutputTerms outputs;
    private final @Nullable Webhooks webhooks;
    private final @Nullable Api api;

    private CustomVendor(String name, OutputTerms outputs, @Nullable Webhooks webhooks, @Nullable Api api) {
        this.name = name;
        this.outputs = outputs;
        this.webhooks = webhooks;
        this.api = api;
    }

    /** A vendor of this name, of letters, digits, {@code -} and {@code _}, with outputs on these terms; nothing is heard of it yet. */
    public static CustomVendor named(String name, OutputTerms outputs) {
        if (!name.matches("[0-9A-Za-z_-]+")) {
            throw new IllegalArgumentException("Not the name of a vendor: " + name);
        }
        return new CustomVendor(name, outputs, null, null);
    }

    /** The same, with webhooks that are signed by this scheme and read so. */
    public CustomVendor webhooks(Scheme scheme, JobFields fields, StatusWords words) {
        return new CustomVendor(name, outputs, new Webhooks(scheme, requiringId(fields), words), api);
    }

    /** The same, with webhooks that are not signed and come to callback URLs that nobody can guess; its API is needed. */
    public CustomVendor unsignedWebhooks(JobFields fields, StatusWords words) {
        return new CustomVendor(name, outputs, new Webhooks(null, requiringId(fields), words), api);
    }

    /** The same, asked by GET at {@code path}, in which stands <code>{id}</code>, with {@code Authorization: Bearer …}. */
    public CustomVendor api(URI base, String path, JobFields fields, StatusWords words) {
        if (!path.startsWith("/") || !path.contains("{id}")) {
            throw new IllegalArgumentException("Not a path from / with {id} in it: " + path);
        }
        return new CustomVendor(
                name, outputs, webhooks, Api.bearer(base.toString(), OneAnswer.at(path, fields, words)));
    }

    /** The same, with its token in another header or after another prefix, which may be empty; {@link #api} comes first. */
    public CustomVendor token(String header, String prefix) {
        return new CustomVendor(name, outputs, webhooks, described().token(header, prefix));
    }

    /** The same, where jobs are canceled by this request, such as {@code POST} to <code>/v1/tasks/{id}/cancel</code>. */
    public CustomVendor canceling(String method, String path) {
        return new CustomVendor(name, outputs, webhooks, described().canceling(Command.of(method, path)));
    }

    /** The vendor with more to say, such as its secrets. */
    public VendorBuilder builder() {
        return new VendorBuilder(new VendorProfile(
                name, webhooks, api, outputs, Patience.usual(), Confidence.DOCUMENTED, "the vendor's own page"));
    }

    private Api described() {
        if (api == null) {
            throw new IllegalStateException("Say first where the API of " + name + " is");
        }
        return api;
    }

    private static JobFields requiringId(JobFields fields) {
        if (!fields.has(JobFields.Kind.ID)) {
            throw new IllegalArgumentException("Webhooks have to name their job, so say where");
        }
        return fields;
    }
}
