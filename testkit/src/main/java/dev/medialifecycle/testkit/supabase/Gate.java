package dev.medialifecycle.testkit.supabase;

import dev.medialifecycle.rest.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds out who asks: the hosted gateway by {@code apikey}, then the storage server by the token. */
final class Gate {
    private final Tokens tokens;
    private final boolean hosted;
    private final Map<String, String> projectKeys = new ConcurrentHashMap<>();

    Gate(Tokens tokens, boolean hosted) {
        this.tokens = tokens;
        this.hosted = hosted;
    }

    /** A key of the old kind, which is itself a token. */
    String tokenKey(String role, Duration life) {
        String key = token(role, null, life);
        projectKeys.put(key, role);
        return key;
    }

    /** A key of the new kind, which means something to the gateway only. */
    String opaqueKey(String prefix, String role) {
        String key = prefix + "_" + Integer.toHexString(projectKeys.size() + 0x51ab3e) + "_fakeKeyOfNoWorth";
        projectKeys.put(key, role);
        return key;
    }

    String token(String role, @Nullable String user, Duration life) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", "supabase");
        claims.put("ref", "fakefakefakefakefake");
        claims.put("role", role);
        if (user != null) {
            claims.put("sub", user);
        }
        return tokens.issue(claims, life);
    }

    Caller caller(SupabaseRequest request) {
        String bearer = request.header("Authorization")
                .map(value -> value.replaceFirst("(?i)^Bearer\\s+", ""))
                .orElse(null);
        return hosted ? throughGateway(request, bearer) : atServer(bearer);
    }

    private Caller throughGateway(SupabaseRequest request, @Nullable String bearer) {
        Optional<String> key = request.header("apikey");
        if (key.isEmpty()) {
            throw Refused.gateway(401, "No API key found in request");
        }
        String role = projectKeys.get(key.get());
        if (role == null) {
            throw Refused.gateway(401, "Invalid API key");
        }
        boolean looksLikeBrowser = request.header("User-Agent").orElse("").startsWith("Mozilla/");
        if (key.get().startsWith("sb_secret_") && looksLikeBrowser) {
            throw Refused.gateway(401, "Forbidden use of secret API key in browser");
        }
        return bearer == null && key.get().startsWith("sb_") ? new Caller(role, null, null) : atServer(bearer);
    }

    private Caller atServer(@Nullable String bearer) {
        if (bearer == null) {
            throw Refused.headerMissing("authorization");
        }
        try {
            Json claims = tokens.verify(bearer);
            String user = claims.at("sub").text().orElse(null);
            return new Caller(claims.at("role").text().orElse("anon"), user, null);
        } catch (IllegalArgumentException e) {
            return new Caller("anon", null, e.getMessage());
        }
    }
}
