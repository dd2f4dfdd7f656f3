package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The published message of Standard Webhooks, and signatures made without any code under test. */
final class Messages {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OTHER_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
    static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    static final long TIME = 1614265330;
    static final Instant NOW = Instant.ofEpochSecond(TIME);
    static final byte[] BODY = utf8("{\"test\": 2432232314}");
    static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private Messages() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, List<String>> headers(String id, String time, String signature) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("webhook-id", List.of(id));
        headers.put("webhook-timestamp", List.of(time));
        headers.put("webhook-signature", List.of(signature));
        return headers;
    }

    /** The published headers. */
    static Map<String, List<String>> published() {
        return headers(ID, "" + TIME, SIGNATURE);
    }

    /** The published headers with one of them changed. */
    static Map<String, List<String>> published(String name, String... values) {
        Map<String, List<String>> headers = published();
        headers.put(name, new ArrayList<>(List.of(values)));
        return headers;
    }

    static Map<String, List<String>> signed(String secret, String id, String time, byte[] body) {
        return headers(id, time, "v1," + base64(mac(key(secret), join(utf8(id + "." + time + "."), body))));
    }

    static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.replace("whsec_", ""));
    }

    static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static SignatureVerifier verifier(String... secrets) {
        return SignatureVerifier.of(
                Schemes.replicate(), List.of(secrets).stream().map(Secret::of).toList());
    }

    static Verdict verify(Map<String, List<String>> headers) {
        return verifier(SECRET).verify(headers, BODY, NOW);
    }

    static Verdict rejected(Reason reason) {
        return new Verdict.Rejected(reason);
    }
}
