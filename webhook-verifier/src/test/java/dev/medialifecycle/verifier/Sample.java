package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A delivery of every known scheme with a verifier that accepts it. Each is signed here as its vendor says, by hand, with nothing taken
 * from the scheme under test.
 */
record Sample(SignatureVerifier verifier, SignatureVerifier other, Map<String, List<String>> headers, byte[] body) {
    static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String TEXT = "a secret text, long enough";
    static final String OTHER = "whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB";
    static final String AUDIENCE = "https://host.example/webhooks/gemini";
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    static final String TIME = "1700000000";
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final byte[] BODY =
            Messages.utf8("{\"id\":\"job1\",\"data\":{\"task_id\":\"task-1\"},\"prompt\":\"größer 東京\"}");

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        for (String name :
                List.of("standard-webhooks", "svix", "replicate", "openai", "gemini-static", "supabase-auth-hook")) {
            String prefix = name.equals("svix") ? "svix" : "webhook";
            all.add(sample(name, WHSEC, standard(prefix, "v1," + base64(Messages.key(WHSEC), "msg_1." + TIME + "."))));
        }
        all.add(sample("imagekit", WHSEC, standard("webhook", "v1," + base64(text(WHSEC), "msg_1." + TIME + "."))));
        byte[] tail = text("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        all.add(sample("wavespeed", WHSEC, standard("webhook", "v3," + hex(tail, "msg_1." + TIME + "."))));
        all.add(sample("stripe", WHSEC, one("stripe-signature", "t=" + TIME + ",v1=" + hex(text(WHSEC), TIME + "."))));
        all.add(sample("mux", TEXT, one("mux-signature", "t=" + TIME + ",v1=" + hex(text(TEXT), TIME + "."))));
        String millis = TIME + "123";
        all.add(sample(
                "imagekit-legacy",
                WHSEC,
                one("x-ik-signature", "t=" + millis + ",v1=" + hex(text(WHSEC), millis + "."))));
        all.add(sample("github", TEXT, one("x-hub-signature-256", "sha256=" + hex(text(TEXT), ""))));
        all.add(sample("bfl", TEXT, one("x-bfl-signature", "sha256=" + hex(text(TEXT), ""))));
        all.add(sample("hmac-hex", TEXT, one("x-signature", "sha256=" + hex(text(TEXT), ""))));
        all.add(sample("shopify", TEXT, one("x-shopify-hmac-sha256", base64(text(TEXT), ""))));
        Map<String, List<String>> slack = one("x-slack-request-timestamp", TIME);
        slack.put("x-slack-signature", List.of("v0=" + hex(text(TEXT), "v0:" + TIME + ":")));
        all.add(sample("slack", TEXT, slack));
        all.add(sample("cloudinary", TEXT, cloudinary("SHA-256")));
        all.add(sample("cloudinary-sha1", TEXT, cloudinary("SHA-1")));
        Map<String, List<String>> kie = one("x-webhook-timestamp", TIME);
        kie.put("x-webhook-signature", List.of(Messages.base64(Messages.mac(text(TEXT), text("task-1." + TIME)))));
        all.add(sample("kie", TEXT, kie));
        for (String name : List.of("leonardo", "supabase-db", "bearer")) {
            all.add(sample(name, TEXT, one("authorization", "Bearer " + TEXT)));
        }
        all.add(v1a());
        all.add(fal());
        all.add(geminiDynamic());
        return all;
    }

    static Sample named(String name) {
        return all().stream()
                .filter(s -> s.verifier().scheme().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Keys that are there at once. */
    static JwksSource published(byte[] set) {
        return JwksSource.of(() -> CompletableFuture.completedFuture(set), CLOCK);
    }

    static Map<String, List<String>> fal(Keys.EdKey key, byte[] body) {
        String hash = HexFormat.of().formatHex(digest("SHA-256", body));
        byte[] signature = key.sign(text("req-1\ngithub|12.34\n" + TIME + "\n" + hash));
        Map<String, List<String>> headers = one("x-fal-webhook-request-id", "req-1");
        headers.put("x-fal-webhook-user-id", List.of("github|12.34"));
        headers.put("x-fal-webhook-timestamp", List.of(TIME));
        headers.put("x-fal-webhook-signature", List.of(HexFormat.of().formatHex(signature)));
        return headers;
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Verdict verdict() {
        return verifier.verify(headers, body, NOW);
    }

    /** The same sample with one header changed. */
    Sample with(String name, String... values) {
        Map<String, List<String>> changed = new TreeMap<>(headers);
        changed.put(name, List.of(values));
        return new Sample(verifier, other, changed, body);
    }

    Sample withBody(byte[] changed) {
        return new Sample(verifier, other, headers, changed);
    }

    boolean isBodySigned() {
        return verifier.scheme().assurance().isAtLeast(AssuranceLevel.BODY_ONLY);
    }

    @Override
    public String toString() {
        return verifier.scheme().name();
    }

    private static Sample v1a() {
        Keys.EdKey key = Keys.ED25519.get(0);
        byte[] signature = key.sign(Messages.join(text("msg_1." + TIME + "."), BODY));
        return new Sample(
                SignatureVerifier.of(Schemes.standardWebhooksV1a(), Secret.of(key.whpk())),
                SignatureVerifier.of(
                        Schemes.standardWebhooksV1a(),
                        Secret.of(Keys.ED25519.get(1).whpk())),
                standard("webhook", "v1a," + Messages.base64(signature)),
                BODY);
    }

    private static Sample fal() {
        Keys.EdKey key = Keys.ED25519.get(0);
        return new Sample(
                SignatureVerifier.of(Schemes.fal(), published(Keys.set(List.of(key)))),
                SignatureVerifier.of(Schemes.fal(), published(Keys.set(List.of(Keys.ED25519.get(1))))),
                fal(key, BODY),
                BODY);
    }

    private static Sample geminiDynamic() {
        JwksSource keys = published(Keys.set(Keys.jwk("g1", (RSAPublicKey) Keys.RSA.getPublic())));
        String token = Keys.jwt(
                Keys.RSA,
                "{\"alg\":\"RS256\",\"kid\":\"g1\"}",
                "{\"aud\":\"" + AUDIENCE + "\",\"iat\":" + TIME + ",\"exp\":1700000300}");
        return new Sample(
                SignatureVerifier.of(Schemes.geminiDynamic(), keys, AUDIENCE),
                SignatureVerifier.of(Schemes.geminiDynamic(), keys, "https://other.example"),
                one("webhook-signature", token),
                BODY);
    }

    private static Sample sample(String scheme, String secret, Map<String, List<String>> headers) {
        Scheme known = Schemes.named(scheme).orElseThrow();
        return new Sample(
                SignatureVerifier.of(known, Secret.of(secret)),
                SignatureVerifier.of(known, Secret.of(OTHER)),
                headers,
                BODY);
    }

    private static Map<String, List<String>> standard(String prefix, String signature) {
        Map<String, List<String>> headers = one(prefix + "-id", "msg_1");
        headers.put(prefix + "-timestamp", List.of(TIME));
        headers.put(prefix + "-signature", List.of(signature));
        return headers;
    }

    private static Map<String, List<String>> cloudinary(String algorithm) {
        byte[] content = Messages.join(BODY, text(TIME + TEXT));
        Map<String, List<String>> headers = one("x-cld-timestamp", TIME);
        headers.put("x-cld-signature", List.of(HexFormat.of().formatHex(digest(algorithm, content))));
        return headers;
    }

    private static Map<String, List<String>> one(String name, String value) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put(name, List.of(value));
        return headers;
    }

    private static String hex(byte[] key, String before) {
        return HexFormat.of().formatHex(Messages.mac(key, Messages.join(text(before), BODY)));
    }

    private static String base64(byte[] key, String before) {
        return Messages.base64(Messages.mac(key, Messages.join(text(before), BODY)));
    }
}
