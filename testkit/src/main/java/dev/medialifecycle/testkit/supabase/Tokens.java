package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.rest.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON Web Tokens with HS256, for keys and for signed URLs. */
final class Tokens {
    private static final String HEADER = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec secret =
            new SecretKeySpec("fake-supabase-secret-of-32-bytes".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    String issue(Map<String, ?> claims, Duration life) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        long now = clock.instant().getEpochSecond();
        all.put("iat", now);
        all.put("exp", now + life.toSeconds());
        String content = HEADER + "." + base64(Json.of(all).write().getBytes(StandardCharsets.UTF_8));
        return content + "." + base64(signature(content));
    }

    /** The claims; throws {@link IllegalArgumentException} with the server's own words. */
    Json verify(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Invalid Compact JWS");
        }
        byte[] signature = decoded(parts[2]);
        if (!MessageDigest.isEqual(signature, signature(parts[0] + "." + parts[1]))) {
            throw new IllegalArgumentException("signature verification failed");
        }
        Json claims = Json.read(decoded(parts[1])).orElse(Json.nothing());
        if (claims.at("exp").wholeNumber().orElse(0L) <= clock.instant().getEpochSecond()) {
            throw new IllegalArgumentException("\"exp\" claim timestamp check failed");
        }
        return claims;
    }

    private byte[] signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid Compact JWS", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
