package dev.medialifecycle.verifier;

import java.util.List;
import java.util.Optional;

/** The schemes that are known by name, each taken from its vendor's own pages. */
public final class Schemes {
    private static final Scheme STANDARD_WEBHOOKS = new Scheme(
            "standard-webhooks",
            List.of(new HeaderNames("webhook-id", "webhook-timestamp", "webhook-signature")),
            TimestampFormat.UNIX_SECONDS,
            "{id}.{timestamp}.{body}",
            Algorithm.HMAC_SHA256,
            new SignatureFormat(" ", "v1,", Encoding.BASE64),
            KeyRule.BASE64,
            AssuranceLevel.FULL);

    private static final List<Scheme> ALL =
            List.of(STANDARD_WEBHOOKS, STANDARD_WEBHOOKS.named("replicate"), hmacHex("X-Signature", "sha256="));

    private Schemes() {}

    /** Every known scheme. */
    public static List<Scheme> all() {
        return ALL;
    }

    /** The scheme of this name, such as {@code replicate}; empty if none is known by it. */
    public static Optional<Scheme> named(String name) {
        return ALL.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Standard Webhooks 1.0.0, version {@code v1}, symmetric (standardwebhooks.com). */
    public static Scheme standardWebhooks() {
        return STANDARD_WEBHOOKS;
    }

    /** Replicate (replicate.com/docs/topics/webhooks/verify-webhook): Standard Webhooks under a name of its own. */
    public static Scheme replicate() {
        return STANDARD_WEBHOOKS.named("replicate");
    }

    /**
     * HMAC-SHA256 over the body alone, in hex, for senders of your own: {@code X-Signature: sha256=…}. No time and no id is signed,
     * so a delivery can be replayed for ever; {@code prefix} may be empty.
     */
    public static Scheme hmacHex(String header, String prefix) {
        return new Scheme(
                "hmac-hex",
                List.of(new HeaderNames(null, null, header)),
                TimestampFormat.UNIX_SECONDS,
                "{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat("", prefix, Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.BODY_ONLY);
    }
}
