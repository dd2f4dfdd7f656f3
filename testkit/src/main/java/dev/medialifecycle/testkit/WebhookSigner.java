package dev.medialifecycle.testkit;

import dev.medialifecycle.verifier.Algorithm;
import dev.medialifecycle.verifier.Encoding;
import dev.medialifecycle.verifier.HeaderNames;
import dev.medialifecycle.verifier.KeyRule;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signs as the vendors do, with code that shares nothing with the verifier but the scheme, so that a test of one by the other means
 * something. Immutable and thread-safe.
 *
 * <pre>{@code
 * var headers = WebhookSigner.of(Schemes.stripe(), "whsec_…").headers("evt_1", clock.instant(), body);
 *
 * WebhookKeys fal = WebhookKeys.ed25519();                     // the verifier gets fal.source(clock)
 * var others = WebhookSigner.of(Schemes.fal(), fal).headers("req-1", clock.instant(), body);
 * }</pre>
 */
public final class WebhookSigner {
    private final Scheme scheme;
    private final Signing signing;
    private final String user;

    private WebhookSigner(Scheme scheme, Signing signing, String user) {
        this.scheme = scheme;
        this.signing = signing;
        this.user = user;
    }

    /**
     * A signer for a scheme; {@code secret} is the text that the vendor shows, and has to suit the scheme's key rule. For public keys it
     * is the private half, {@code whsk_…}; for a token, the token.
     */
    public static WebhookSigner of(Scheme scheme, String secret) {
        return scheme.keyRule() == KeyRule.PUBLIC_KEY
                ? of(scheme, WebhookKeys.of("test-key", secret))
                : new WebhookSigner(scheme, new Signing.WithSecret(scheme, secret), "test-user");
    }

    /** A signer for a scheme whose keys are public. */
    public static WebhookSigner of(Scheme scheme, WebhookKeys keys) {
        if (scheme.algorithm() != Algorithm.ED25519) {
            throw new IllegalArgumentException("Scheme " + scheme.name() + " does not sign by Ed25519");
        }
        return new WebhookSigner(scheme, new Signing.WithKeys(keys), "test-user");
    }

    /** A signer for a scheme of JSON Web Tokens, which are made for this audience and expire after five minutes. */
    public static WebhookSigner of(Scheme scheme, WebhookKeys keys, String audience) {
        if (scheme.algorithm() != Algorithm.RS256_JWT) {
            throw new IllegalArgumentException("Scheme " + scheme.name() + " has no tokens");
        }
        return new WebhookSigner(scheme, new Signing.WithTokens(keys, audience), "test-user");
    }

    /** Signs as Replicate does, with a secret such as {@code whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}. */
    public static WebhookSigner replicate(String secret) {
        return of(Schemes.replicate(), secret);
    }

    /** The same signer for messages to another user, where the scheme signs one. */
    public WebhookSigner forUser(String newUser) {
        return new WebhookSigner(scheme, signing, newUser);
    }

    /** The headers of one attempt at a message: by name, one value each; {@code id} and {@code at} only where the scheme signs them. */
    public Map<String, List<String>> headers(String id, Instant at, byte[] body) {
        HeaderNames names = scheme.headers().get(0);
        String time = time(at);
        String signature = scheme.signature().prefix() + signature(id, at, body);
        Map<String, List<String>> headers = new TreeMap<>();
        put(headers, names.id(), id);
        put(headers, names.user(), user);
        if (names.signature().equals(names.timestamp())) {
            put(headers, names.signature(), time + scheme.signature().separator() + signature);
        } else {
            put(headers, names.timestamp(), time);
            put(headers, names.signature(), signature);
        }
        return headers;
    }

    /** A whole delivery, as a web stack would hand it to the facade. */
    public WebhookDelivery delivery(String vendor, String id, Instant at, byte[] body) {
        return new WebhookDelivery(vendor, headers(id, at, body), body);
    }

    private String signature(String id, Instant at, byte[] body) {
        if (signing instanceof Signing.WithTokens tokens) {
            return tokens.token(at);
        }
        if (scheme.algorithm() == Algorithm.TOKEN) {
            return signing.text();
        }
        String plainTime = time(at).substring(scheme.timestamp().prefix().length());
        byte[] signature =
                signing.sign(SignedBytes.of(scheme.signedContent(), part -> filled(part, id, plainTime), body));
        return scheme.signature().encoding() == Encoding.HEX
                ? HexFormat.of().formatHex(signature)
                : Base64.getEncoder().encodeToString(signature);
    }

    private byte[] filled(String recipe, String id, String time) {
        return recipe.replace("{id}", id)
                .replace("{user}", user)
                .replace("{timestamp}", time)
                .replace("{secret}", signing.text())
                .getBytes(StandardCharsets.UTF_8);
    }

    private String time(Instant at) {
        boolean seconds = scheme.timestamp().unit() == TimeUnit.SECONDS;
        return scheme.timestamp().prefix() + (seconds ? at.getEpochSecond() : at.toEpochMilli());
    }

    private static void put(Map<String, List<String>> headers, @Nullable String name, String value) {
        if (name != null) {
            headers.put(name, List.of(value));
        }
    }
}
