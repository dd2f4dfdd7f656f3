package dev.medialifecycle.supabase;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The key of the project, of the old kind (a token that says its role) or the new ({@code sb_secret_…}); it is never printed. */
final class ServiceKey {
    /** The role that no row policy binds. */
    static final String SERVICE_ROLE = "service_role";

    private static final Set<String> ROLES_OF_USERS = Set.of("anon", "authenticated");

    private final String text;
    private final @Nullable String role;
    private final @Nullable Instant expiry;

    private ServiceKey(String text, @Nullable String role, @Nullable Instant expiry) {
        this.text = text;
        this.role = role;
        this.expiry = expiry;
    }

    /** Refuses with {@code ML-CFG-002} what cannot work without a signed-in user, or not any more. */
    static ServiceKey of(String provider, String key, Instant now) {
        String text = key.strip();
        if (text.isEmpty() || !text.chars().allMatch(sign -> sign > ' ' && sign < 0x7F)) {
            throw refused(provider, "its key is empty or holds characters that no key has");
        }
        if (text.startsWith("sb_publishable_")) {
            throw refused(provider, "its key is a publishable one, which is for browsers");
        }
        return text.startsWith("sb_") ? new ServiceKey(text, null, null) : token(provider, text, now);
    }

    /** The role that it says, if it is of the kind that says one. */
    Optional<String> role() {
        return Optional.ofNullable(role);
    }

    /** When it expires, if it says so. */
    Optional<Instant> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** The gateway wants the key by itself; the server behind it wants the old kind as a token too, and knows nothing of the new. */
    RestRequest on(RestRequest request) {
        RestRequest known = request.header("apikey", text);
        return role == null ? known : known.header("Authorization", "Bearer " + text);
    }

    @Override
    public String toString() {
        return role == null ? "a secret key" : "a " + role + " key of the old kind";
    }

    private static ServiceKey token(String provider, String text, Instant now) {
        Json claims = claims(text).orElseThrow(() -> refused(provider, "its key is none of Supabase's"));
        String role = claims.at("role").text().orElseThrow(() -> refused(provider, "its key says no role"));
        if (ROLES_OF_USERS.contains(role)) {
            throw refused(provider, "its key has the role " + role + ", which is for browsers");
        }
        Instant expiry = claims.at("exp").number().flatMap(ServiceKey::instant).orElse(null);
        if (expiry != null && !expiry.isAfter(now)) {
            throw refused(provider, "its key expired on " + expiry);
        }
        return new ServiceKey(text, role, expiry);
    }

    private static Optional<Json> claims(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.read(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(BigDecimal seconds) {
        boolean isSane = seconds.signum() >= 0 && seconds.compareTo(BigDecimal.valueOf(1L << 40)) < 0;
        return isSane ? Optional.of(Instant.ofEpochSecond(seconds.longValue())) : Optional.empty();
    }

    private static MediaLifecycleException refused(String provider, String why) {
        return new MediaLifecycleException(
                ErrorCode.MISSING_CREDENTIALS,
                ErrorKind.REJECTED,
                "Provider " + provider + ": " + why + ". Next: give it the project's secret or service_role key, by "
                        + SupabaseStorageFactory.VARIABLE + " or the setting " + SupabaseStorageFactory.KEY);
    }
}
