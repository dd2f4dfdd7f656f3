package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON Web Token taken apart (RFC 7515, section 3.1); nothing in it is trusted yet. */
record WebToken(Map<String, Object> header, Map<String, Object> claims, byte[] signed, byte[] signature) {
    private static final int MOST_CHARACTERS = 8 << 10;

    /** The token in this text, null if it is none, or longer than any honest one. */
    static @Nullable WebToken of(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > MOST_CHARACTERS || first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return null;
        }
        Map<String, Object> header = object(text.substring(0, first));
        Map<String, Object> claims = object(text.substring(first + 1, second));
        byte[] signature = Jwks.bytes(text.substring(second + 1));
        if (header == null || claims == null || signature == null) {
            return null;
        }
        byte[] signed = text.substring(0, second).getBytes(StandardCharsets.UTF_8);
        return new WebToken(header, claims, signed, signature);
    }

    /** Whether it is for this audience, alone or among others. */
    boolean isFor(String audience) {
        Object aud = claims.get("aud");
        return audience.equals(aud) || (aud instanceof List<?> all && all.contains(audience));
    }

    private static @Nullable Map<String, Object> object(String base64) {
        byte[] json = Jwks.bytes(base64);
        return json == null ? null : JsonText.object(json);
    }
}
