package dev.medialifecycle.retention;

import dev.medialifecycle.asset.AssetRole;
import java.util.HashMap;
import java.util.Map;

/** Retention by role; a role without an entry is kept for ever. */
public record RetentionPolicy(Map<AssetRole, Retention> byRole) {
    /** Copies the map. */
    public RetentionPolicy {
        byRole = Map.copyOf(byRole);
    }

    /** Keeps everything for ever. */
    public static RetentionPolicy keepForever() {
        return new RetentionPolicy(Map.of());
    }

    /** The same policy with this entry for a role. */
    public RetentionPolicy with(AssetRole role, Retention retention) {
        Map<AssetRole, Retention> all = new HashMap<>(byRole);
        all.put(role, retention);
        return new RetentionPolicy(all);
    }

    /** What holds for a role. */
    public Retention of(AssetRole role) {
        return byRole.getOrDefault(role, Retention.forever());
    }
}
