package dev.medialifecycle.verifier;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The schemes that are known by name, each taken from its vendor's own pages or code. <em>Unconfirmed</em> stands where neither a page
 * nor a published example says it all; try such a scheme against your account before you rely on it.
 */
public final class Schemes {
    /** Where fal publishes its keys, for {@link JwksSource#at}; older pages name {@link #FAL_KEYS_OF_2025}. */
    public static final URI FAL_KEYS = URI.create("https://rest.fal.ai/.well-known/jwks.json");

    /** Where fal published its keys in 2025. */
    public static final URI FAL_KEYS_OF_2025 = URI.create("https://rest.alpha.fal.ai/.well-known/jwks.json");

    /** Where Google publishes the keys of the Gemini API's webhooks, for {@link JwksSource#at}. */
    public static final URI GEMINI_KEYS = URI.create("https://generativelanguage.googleapis.com/.well-known/jwks.json");

    private static final TimestampFormat SECONDS = TimestampFormat.UNIX_SECONDS;
    private static final SignatureFormat BARE_BASE64 = new SignatureFormat("", "", Encoding.BASE64);
    private static final HeaderNames UNBRANDED =
            new HeaderNames("webhook-id", "webhook-timestamp", "webhook-signature");
    private static final Scheme STANDARD_WEBHOOKS = new Scheme(
            "standard-webhooks",
            List.of(UNBRANDED),
            SECONDS,
            "{id}.{timestamp}.{body}",
            Algorithm.HMAC_SHA256,
            new SignatureFormat(" ", "v1,", Encoding.BASE64),
            KeyRule.BASE64,
            AssuranceLevel.FULL);
    private static final List<Scheme> ALL = List.of(
            STANDARD_WEBHOOKS,
            standardWebhooksV1a(),
            svix(),
            replicate(),
            openai(),
            geminiStatic(),
            geminiDynamic(),
            supabaseAuthHook(),
            wavespeed(),
            fal(),
            stripe(),
            mux(),
            imagekitLegacy(),
            imagekit(),
            github(),
            shopify(),
            slack(),
            cloudinary(),
            cloudinarySha1(),
            bfl(),
            kie(),
            leonardo(),
            bearer("Authorization", "Bearer ").named("supabase-db"),
            bearer("Authorization", "Bearer "),
            hmacHex("X-Signature", "sha256="));

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

    /** Standard Webhooks 1.0.0, version {@code v1a}, by public keys {@code whpk_…}. */
    public static Scheme standardWebhooksV1a() {
        return new Scheme(
                "standard-webhooks-v1a",
                List.of(UNBRANDED),
                SECONDS,
                "{id}.{timestamp}.{body}",
                Algorithm.ED25519,
                new SignatureFormat(" ", "v1a,", Encoding.BASE64),
                KeyRule.PUBLIC_KEY,
                AssuranceLevel.FULL);
    }

    /** Svix (docs.svix.com/receiving/verifying-payloads/how-manual): its own three headers, or the unbranded ones, never mixed. */
    public static Scheme svix() {
        return new Scheme(
                "svix",
                List.of(new HeaderNames("svix-id", "svix-timestamp", "svix-signature"), UNBRANDED),
                SECONDS,
                STANDARD_WEBHOOKS.signedContent(),
                Algorithm.HMAC_SHA256,
                STANDARD_WEBHOOKS.signature(),
                KeyRule.BASE64,
                AssuranceLevel.FULL);
    }

    /** Replicate (replicate.com/docs/topics/webhooks/verify-webhook): Standard Webhooks under a name of its own. */
    public static Scheme replicate() {
        return STANDARD_WEBHOOKS.named("replicate");
    }

    /** OpenAI (platform.openai.com/docs/guides/webhooks): Standard Webhooks; a secret without {@code whsec_} needs a word on its key. */
    public static Scheme openai() {
        return STANDARD_WEBHOOKS.named("openai").keyedBy(KeyRule.PREFIXED_BASE64);
    }

    /** Webhooks of a Gemini API project (ai.google.dev/gemini-api/docs/webhooks): Standard Webhooks. */
    public static Scheme geminiStatic() {
        return STANDARD_WEBHOOKS.named("gemini-static");
    }

    /**
     * Webhooks of a single Gemini API request: a token by {@link #GEMINI_KEYS} that, as far as is published, does not cover the body;
     * ask the API before acting on it.
     */
    public static Scheme geminiDynamic() {
        return new Scheme(
                "gemini-dynamic",
                List.of(new HeaderNames(null, null, "webhook-signature")),
                SECONDS,
                "",
                Algorithm.RS256_JWT,
                new SignatureFormat("", "", Encoding.TEXT),
                KeyRule.PUBLISHED,
                AssuranceLevel.ID_ONLY);
    }

    /** Supabase Auth hooks (supabase.com/docs/guides/auth/auth-hooks): Standard Webhooks, secrets by {@link Secret#several}. */
    public static Scheme supabaseAuthHook() {
        return STANDARD_WEBHOOKS.named("supabase-auth-hook");
    }

    /** WaveSpeed (wavespeed.ai/docs, webhooks): names as in Standard Webhooks, another version, another key. No example is published. */
    public static Scheme wavespeed() {
        return new Scheme(
                "wavespeed",
                List.of(UNBRANDED),
                SECONDS,
                "{id}.{timestamp}.{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat(" ", "v3,", Encoding.HEX),
                KeyRule.TAIL,
                AssuranceLevel.FULL);
    }

    /** fal (docs.fal.ai, webhooks): Ed25519 by one of {@link #FAL_KEYS}, over the hash of the body. */
    public static Scheme fal() {
        return new Scheme(
                "fal",
                List.of(new HeaderNames(
                        "X-Fal-Webhook-Request-Id",
                        "X-Fal-Webhook-Timestamp",
                        "X-Fal-Webhook-Signature",
                        "X-Fal-Webhook-User-Id")),
                SECONDS,
                "{id}\n{user}\n{timestamp}\n{sha256(body)}",
                Algorithm.ED25519,
                new SignatureFormat("", "", Encoding.HEX),
                KeyRule.PUBLISHED,
                AssuranceLevel.FULL);
    }

    /** Stripe (docs.stripe.com/webhooks#verify-manually): the whole text {@code whsec_…} is the key. */
    public static Scheme stripe() {
        return timeInList("stripe", "Stripe-Signature", TimeUnit.SECONDS);
    }

    /** Mux (docs.mux.com/core/verify-webhook-signatures): as Stripe, in a header of its own. */
    public static Scheme mux() {
        return timeInList("mux", "Mux-Signature", TimeUnit.SECONDS);
    }

    /** ImageKit as its clients before 2026 verify it: as Stripe, in milliseconds; no tolerance is published, so five minutes. */
    public static Scheme imagekitLegacy() {
        return timeInList("imagekit-legacy", "x-ik-signature", TimeUnit.MILLISECONDS);
    }

    /** ImageKit as its clients since 2026 verify it: as Standard Webhooks, keyed by the whole text. Unconfirmed. */
    public static Scheme imagekit() {
        return STANDARD_WEBHOOKS.named("imagekit").keyedBy(KeyRule.TEXT);
    }

    /** GitHub (docs.github.com/webhooks, validating deliveries): nothing but the body is signed, so it can be replayed for ever. */
    public static Scheme github() {
        return hmacHex("X-Hub-Signature-256", "sha256=").named("github");
    }

    /** Shopify (shopify.dev/docs/apps/build/webhooks): nothing but the body is signed, by the app's client secret. */
    public static Scheme shopify() {
        return overBody("shopify", "X-Shopify-Hmac-SHA256", BARE_BASE64);
    }

    /** Slack (docs.slack.dev/authentication/verifying-requests-from-slack). */
    public static Scheme slack() {
        return new Scheme(
                "slack",
                List.of(new HeaderNames(null, "X-Slack-Request-Timestamp", "X-Slack-Signature")),
                SECONDS,
                "v0:{timestamp}:{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat("", "v0=", Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.TIMED_BODY);
    }

    /** Cloudinary with SHA-256, which an account has to be set to (cloudinary.com/documentation/notification_signatures). */
    public static Scheme cloudinary() {
        return cloudinary("cloudinary", Algorithm.SHA256);
    }

    /** Cloudinary with SHA-1, its default; only for an account that cannot be set to SHA-256. */
    public static Scheme cloudinarySha1() {
        return cloudinary("cloudinary-sha1", Algorithm.SHA1);
    }

    /** Black Forest Labs: over the body, by the {@code webhook_secret} of the order. Unconfirmed: taken from code of its own, not a page. */
    public static Scheme bfl() {
        return hmacHex("X-BFL-Signature", "sha256=").named("bfl");
    }

    /** kie.ai (docs.kie.ai, webhook verification): the body is not signed, only the task it names; ask the API before acting on it. */
    public static Scheme kie() {
        return new Scheme(
                "kie",
                List.of(new HeaderNames(null, "X-Webhook-Timestamp", "X-Webhook-Signature")),
                SECONDS,
                "{/data/task_id|/data/taskId}.{timestamp}",
                Algorithm.HMAC_SHA256,
                BARE_BASE64,
                KeyRule.TEXT,
                AssuranceLevel.ID_ONLY);
    }

    /** Leonardo (docs.leonardo.ai, webhook callbacks): a bearer token; its payloads hold API keys, so never log or keep them whole. */
    public static Scheme leonardo() {
        return bearer("Authorization", "Bearer ").named("leonardo");
    }

    /** A Supabase database webhook, which is not signed, with a token that you add as a header of your own. */
    public static Scheme supabaseDb(String header) {
        return bearer(header, "").named("supabase-db");
    }

    /** A token that the sender repeats after {@code prefix}, which may be empty, in a header; nothing is signed. */
    public static Scheme bearer(String header, String prefix) {
        return new Scheme(
                "bearer",
                List.of(new HeaderNames(null, null, header)),
                SECONDS,
                "",
                Algorithm.TOKEN,
                new SignatureFormat("", prefix, Encoding.TEXT),
                KeyRule.TEXT,
                AssuranceLevel.BEARER);
    }

    /**
     * HMAC-SHA256 over the body alone, in hex, for senders of your own: {@code X-Signature: sha256=…}. No time and no id is signed,
     * so a delivery can be replayed for ever; {@code prefix} may be empty.
     */
    public static Scheme hmacHex(String header, String prefix) {
        return overBody("hmac-hex", header, new SignatureFormat("", prefix, Encoding.HEX));
    }

    private static Scheme overBody(String name, String header, SignatureFormat format) {
        return new Scheme(
                name,
                List.of(new HeaderNames(null, null, header)),
                SECONDS,
                "{body}",
                Algorithm.HMAC_SHA256,
                format,
                KeyRule.TEXT,
                AssuranceLevel.BODY_ONLY);
    }

    private static Scheme timeInList(String name, String header, TimeUnit unit) {
        return new Scheme(
                name,
                List.of(new HeaderNames(null, header, header)),
                new TimestampFormat("t=", unit, Duration.ofMinutes(5)),
                "{timestamp}.{body}",
                Algorithm.HMAC_SHA256,
                new SignatureFormat(",", "v1=", Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.TIMED_BODY);
    }

    private static Scheme cloudinary(String name, Algorithm algorithm) {
        return new Scheme(
                name,
                List.of(new HeaderNames(null, "X-Cld-Timestamp", "X-Cld-Signature")),
                SECONDS.within(Duration.ofHours(2)),
                "{body}{timestamp}{secret}",
                algorithm,
                new SignatureFormat("", "", Encoding.HEX),
                KeyRule.TEXT,
                AssuranceLevel.TIMED_BODY);
    }
}
