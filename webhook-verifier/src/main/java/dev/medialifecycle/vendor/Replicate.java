package dev.medialifecycle.vendor;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.UnusableSecretException;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.EventDecoder;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Trust;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replicate, as core needs to know it. Its webhooks carry the prediction object and are signed by Standard Webhooks; outputs are
 * served from {@code replicate.delivery} and vanish an hour after the end (replicate.com/docs/topics/predictions/data-retention).
 */
public final class Replicate {
    /** The name of the vendor, unless the host gives it another. */
    public static final String NAME = "replicate";

    private static final String SECRET_SETTING = "REPLICATE_WEBHOOK_SECRET";
    private static final String TOKEN_SETTING = "REPLICATE_API_TOKEN";
    private static final OutputTerms OUTPUTS =
            new OutputTerms(Set.of("replicate.delivery", "*.replicate.delivery"), Duration.ofHours(1));

    private Replicate() {}

    /**
     * Replicate with these secrets, as {@code GET /v1/webhooks/default/secret} shows them, and no poller; several while they rotate.
     * Throws {@link MediaLifecycleException} ML-CFG-003 for none, or one that is null, empty, malformed or too short.
     */
    public static Vendor vendor(@Nullable String... secrets) {
        return builder().secrets(secrets).build();
    }

    /** Replicate with more to say; throws nothing before {@link Builder#build}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a host wants to say about Replicate; not thread-safe. */
    public static final class Builder {
        private static final Duration TIMEOUT = Duration.ofSeconds(10);

        private final List<@Nullable String> secrets = new ArrayList<>();
        private Duration tolerance = Duration.ofMinutes(5);
        private OutputTerms outputs = OUTPUTS;
        private URI apiBase = URI.create("https://api.replicate.com");
        private @Nullable HttpClient http;
        private @Nullable String token;
        private boolean isPolled;
        private boolean isUnsignedAllowed;

        private Builder() {}

        /** Adds secrets; a delivery signed with any one of them is accepted. */
        public Builder secrets(@Nullable String... more) {
            secrets.addAll(Arrays.asList(more));
            return this;
        }

        /** Development only: accepts unsigned deliveries if, and only if, no secret is configured; see {@link AllowUnsigned}. */
        public Builder allowUnsigned() {
            isUnsignedAllowed = true;
            return this;
        }

        /** How far the signed time may be from now, both ways; five minutes if not said. */
        public Builder tolerance(Duration newTolerance) {
            tolerance = newTolerance;
            return this;
        }

        /** Has the API asked for predictions that are not heard of, with this token; {@link #build} refuses a null or empty one. */
        public Builder apiToken(@Nullable String newToken) {
            token = newToken;
            isPolled = true;
            return this;
        }

        /** Where the API is, and the client to ask it with, which must not follow redirects, for they would carry the token away. */
        public Builder api(URI newBase, HttpClient newHttp) {
            apiBase = newBase;
            http = newHttp;
            return this;
        }

        /** Other hosts or another life of outputs, such as behind a proxy. */
        public Builder outputs(OutputTerms newOutputs) {
            outputs = newOutputs;
            return this;
        }

        /** The vendor; throws {@link MediaLifecycleException} ML-CFG-003 for its secrets, ML-CFG-001 for its token, address or client. */
        public Vendor build() {
            PredictionReader reader = new PredictionReader();
            EventDecoder decoder = delivery -> Optional.of(reader.read(delivery.vendor(), delivery.body()));
            WebhookVerifier verifier = verifier();
            // Whoever switches verification off in so many words has said that unsigned deliveries are believed.
            Trust trust = verifier instanceof AllowUnsigned
                    ? Trust.of(Assurance.NONE).believing(Assurance.NONE)
                    : Trust.of(Assurance.FULL);
            return new Vendor(NAME, verifier, decoder, isPolled ? poller() : null, outputs, Patience.usual())
                    .withTrust(trust);
        }

        private WebhookVerifier verifier() {
            if (isUnsignedAllowed && secrets.stream().allMatch(s -> s == null || s.isBlank())) {
                return AllowUnsigned.insteadOf(SECRET_SETTING);
            }
            try {
                List<Secret> usable = secrets.stream().map(Secret::of).toList();
                return VerifierAdapter.of(
                        SignatureVerifier.of(Schemes.replicate().within(tolerance), usable));
            } catch (UnusableSecretException e) {
                throw new MediaLifecycleException(
                        ErrorCode.MISSING_SECRET,
                        ErrorKind.REJECTED,
                        SECRET_SETTING + " cannot be used (" + e.reason() + "). Set it to the key that"
                                + " GET /v1/webhooks/default/secret shows, or allow unsigned deliveries for development.",
                        e);
            }
        }

        private JobPoller poller() {
            if (token == null || !token.matches("[!-~]+")) {
                throw unusable(
                        TOKEN_SETTING + " is missing, or has characters that no token has. Set it, or poll nobody.");
            }
            if (apiBase.getHost() == null
                    || !String.valueOf(apiBase.getScheme()).matches("https?")) {
                throw unusable("The address of Replicate's API is not an http or https URL: " + apiBase);
            }
            if (http != null && http.followRedirects() != HttpClient.Redirect.NEVER) {
                throw unusable("The HTTP client for Replicate follows redirects, which would carry the token away.");
            }
            HttpClient client = http != null
                    ? http
                    : HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            return new ReplicatePoller(client, apiBase, token, TIMEOUT);
        }

        private static MediaLifecycleException unusable(String text) {
            return new MediaLifecycleException(ErrorCode.MISSING_PART, ErrorKind.REJECTED, text);
        }
    }
}
