package dev.medialifecycle.vendor;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.rest.RestClient;
import dev.medialifecycle.verifier.JwksSource;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.webhook.EventDecoder;
import dev.medialifecycle.webhook.JobControl;
import dev.medialifecycle.webhook.JobOrder;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Trust;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a host wants to say about a vendor, and makes the vendor of it. Settings are called by the vendor's name in messages:
 * {@code REPLICATE_WEBHOOK_SECRET}, {@code REPLICATE_API_TOKEN}. Not thread-safe.
 */
public final class VendorBuilder {
    private static final String USER_AGENT = "medialifecycle";

    private final VendorProfile profile;
    private final List<@Nullable String> secrets = new ArrayList<>();
    private OutputTerms outputs;
    private Patience patience;
    private Clock clock = Clock.systemUTC();
    private Duration timeout = Duration.ofSeconds(10);
    private @Nullable Function<VendorJobId, Optional<String>> models;
    private @Nullable Scheme scheme;
    private @Nullable Duration tolerance;
    private @Nullable JwksSource keys;
    private @Nullable URI apiBase;
    private @Nullable HttpClient http;
    private @Nullable String token;
    private boolean isPolled;
    private boolean isUnsignedAllowed;

    VendorBuilder(VendorProfile profile) {
        this.profile = profile;
        this.outputs = profile.outputs();
        this.patience = profile.patience();
    }

    /**
     * Adds secrets, as the vendor shows them; a delivery signed with any one of them is accepted. For a vendor that signs nothing they
     * are our own, of which callback URLs are made.
     */
    public VendorBuilder secrets(@Nullable String... more) {
        secrets.addAll(Arrays.asList(more));
        return this;
    }

    /** Where the vendor's public keys are taken from, if it publishes them; from the vendor's own address if not said. */
    public VendorBuilder keys(JwksSource newKeys) {
        keys = newKeys;
        return this;
    }

    /** Another scheme than the vendor's usual, for an account whose webhooks are signed otherwise. */
    public VendorBuilder scheme(Scheme newScheme) {
        scheme = newScheme;
        return this;
    }

    /** Development only: accepts unsigned deliveries if, and only if, no secret is configured; see {@link AllowUnsigned}. */
    public VendorBuilder allowUnsigned() {
        isUnsignedAllowed = true;
        return this;
    }

    /** How far the signed time may be from now, both ways; what the scheme says if not said. */
    public VendorBuilder tolerance(Duration newTolerance) {
        tolerance = newTolerance;
        return this;
    }

    /** Has the API asked for jobs that are not heard of, with this token; {@link #build} refuses a null or empty one. */
    public VendorBuilder apiToken(@Nullable String newToken) {
        token = newToken;
        isPolled = true;
        return this;
    }

    /** Where the API is, and the client to ask it with, which must not follow redirects, for they would carry the token away. */
    public VendorBuilder api(URI newBase, HttpClient newHttp) {
        apiBase = newBase;
        http = newHttp;
        return this;
    }

    /** How long one answer of the API may take, and once more its body; ten seconds if not said. */
    public VendorBuilder timeout(Duration newTimeout) {
        timeout = newTimeout;
        return this;
    }

    /**
     * The model that all jobs belong to, for a vendor whose API wants it in the address: {@code fal-ai/flux/dev} for fal,
     * {@code results} or {@code image-to-video/result} for Stability.
     */
    public VendorBuilder model(String model) {
        return models(job -> Optional.of(model));
    }

    /** The model that each job belongs to, as the host knows it; a job without one cannot be asked about. */
    public VendorBuilder models(Function<VendorJobId, Optional<String>> newModels) {
        models = newModels;
        return this;
    }

    /** Other hosts or another life of outputs, such as behind a proxy. */
    public VendorBuilder outputs(OutputTerms newOutputs) {
        outputs = newOutputs;
        return this;
    }

    /** How long to wait for news before asking, and before giving a job up. */
    public VendorBuilder patience(Patience newPatience) {
        patience = newPatience;
        return this;
    }

    /** The clock for what the vendor says in dates; the system's if not said. */
    public VendorBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /**
     * The vendor; throws {@link MediaLifecycleException} ML-CFG-003 for its secrets, ML-CFG-001 for its token, address, client or
     * model, and if it has to be asked and there is no token.
     */
    public Vendor build() {
        Verifying verifying = new Verifying(profile, scheme, tolerance, clock);
        WebhookVerifier verifier = isUnsignedAllowed
                ? verifying.unsignedWithout(secrets).orElseGet(() -> verifying.by(secrets, keys))
                : verifying.by(secrets, keys);
        if (!isPolled && verifying.needsApi()) {
            throw unusable(profile.tokenSetting() + " is missing: what this vendor sends is not enough, so its API has"
                    + " to be asked. Next: set it");
        }
        Api api = isPolled ? profile.api() : null;
        if (isPolled && api == null) {
            throw unusable("There is a token for " + profile.name() + ", which has no API to ask. Next: take it out");
        }
        EventDecoder decoder = verifying.decoder(api != null);
        Trust trust = verifying.trust(verifier);
        if (api == null) {
            return new Vendor(profile.name(), verifier, decoder, null, outputs, patience).withTrust(trust);
        }
        VendorApi open = open(api);
        JobPoller poller = job -> api.inquiry().ask(open, job);
        return new Vendor(profile.name(), verifier, decoder, poller, outputs, patience)
                .withTrust(trust)
                .withControl(JobControl.of(order(open, api.cancel()), order(open, api.forget())));
    }

    private static @Nullable JobOrder order(VendorApi api, @Nullable Command command) {
        return command == null ? null : job -> command.give(api, job);
    }

    private VendorApi open(Api described) {
        String usable = token;
        if (usable == null || !usable.matches("[!-~]+")) {
            throw unusable(profile.tokenSetting()
                    + " is missing, or has characters that no token has. Next: set it, or poll nobody");
        }
        Api api = apiBase == null ? described : described.at(apiBase);
        if (api.base().getHost() == null
                || !String.valueOf(api.base().getScheme()).matches("https?")) {
            throw unusable(
                    "The address of the API of " + profile.name() + " is not an http or https URL: " + api.base());
        }
        if (http != null && http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw unusable(
                    "The HTTP client for " + profile.name() + " follows redirects, which would carry the token away");
        }
        RestClient client = http == null
                ? RestClient.open(USER_AGENT, timeout, timeout, clock)
                : RestClient.over(http, USER_AGENT, timeout, clock);
        Map<String, String> headers = new HashMap<>(api.headers());
        headers.put(api.tokenHeader(), api.tokenPrefix() + usable);
        return new VendorApi(profile.name(), client, api.base(), headers, models(api));
    }

    private Function<VendorJobId, Optional<String>> models(Api api) {
        if (models == null && api.model() == null && api.needsModel()) {
            throw unusable("The API of " + profile.name() + " wants the model in the address. Next: say model(…)");
        }
        return models == null ? job -> Optional.ofNullable(api.model()) : models;
    }

    private static MediaLifecycleException unusable(String text) {
        return new MediaLifecycleException(ErrorCode.MISSING_PART, ErrorKind.REJECTED, text);
    }
}
