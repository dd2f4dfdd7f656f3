package dev.medialifecycle.testkit;

import dev.medialifecycle.verifier.Encoding;
import dev.medialifecycle.verifier.HeaderNames;
import dev.medialifecycle.verifier.KeyRule;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as the vendors do, with code that shares nothing with the verifier but the scheme, so that a test of one by the other means
 * something. Immutable and thread-safe.
 */
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";

    private final Scheme scheme;
    private final String secret;

    private WebhookSigner(Scheme scheme, String secret) {
        this.scheme = scheme;
        this.secret = secret;
    }

    /** A signer for a scheme; {@code secret} is the text that the vendor shows, and has to suit the scheme's key rule. */
    public static WebhookSigner of(Scheme scheme, String secret) {
        return new WebhookSigner(scheme, secret);
    }

    /** Signs as Replicate does, with a secret such as {@code whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}. */
    public static WebhookSigner replicate(String secret) {
        return of(Schemes.replicate(), secret);
    }

    /** The headers of one attempt at a message: by name, one value each; {@code id} and {@code at} only where the scheme signs them. */
    public Map<String, List<String>> headers(String id, Instant at, byte[] body) {
        HeaderNames names = scheme.headers().get(0);
        String time = time(at);
        String signature = scheme.signature().prefix() + encoded(mac(content(id, time, body)));
        Map<String, List<String>> headers = new TreeMap<>();
        if (names.id() != null) {
            headers.put(names.id(), List.of(id));
        }
        if (names.signature().equals(names.timestamp())) {
            String both =
                    scheme.timestamp().prefix() + time + scheme.signature().separator() + signature;
            headers.put(names.signature(), List.of(both));
            return headers;
        }
        if (names.timestamp() != null) {
            headers.put(names.timestamp(), List.of(scheme.timestamp().prefix() + time));
        }
        headers.put(names.signature(), List.of(signature));
        return headers;
    }

    /** A whole delivery, as a web stack would hand it to the facade. */
    public WebhookDelivery delivery(String vendor, String id, Instant at, byte[] body) {
        return new WebhookDelivery(vendor, headers(id, at, body), body);
    }

    private String time(Instant at) {
        boolean seconds = scheme.timestamp().unit() == TimeUnit.SECONDS;
        return Long.toString(seconds ? at.getEpochSecond() : at.toEpochMilli());
    }

    private byte[] content(String id, String time, byte[] body) {
        String[] around = scheme.signedContent().split("\\{body}", -1);
        byte[] before = filled(around[0], id, time);
        byte[] after = filled(around[1], id, time);
        byte[] content = new byte[before.length + body.length + after.length];
        System.arraycopy(before, 0, content, 0, before.length);
        System.arraycopy(body, 0, content, before.length, body.length);
        System.arraycopy(after, 0, content, before.length + body.length, after.length);
        return content;
    }

    private static byte[] filled(String recipe, String id, String time) {
        return recipe.replace("{id}", id).replace("{timestamp}", time).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mac(byte[] content) {
        String algorithm = scheme.algorithm().jcaName();
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key(), algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }

    private byte[] key() {
        String tail = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        KeyRule rule = scheme.keyRule();
        return switch (rule) {
            case BASE64 -> Base64.getDecoder().decode(tail);
            case TEXT -> secret.getBytes(StandardCharsets.UTF_8);
            case TAIL -> tail.getBytes(StandardCharsets.UTF_8);
        };
    }

    private String encoded(byte[] mac) {
        return scheme.signature().encoding() == Encoding.HEX
                ? HexFormat.of().formatHex(mac)
                : Base64.getEncoder().encodeToString(mac);
    }
}
