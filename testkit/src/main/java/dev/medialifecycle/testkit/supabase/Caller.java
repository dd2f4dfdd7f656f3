package dev.medialifecycle.testkit.supabase;

import org.jspecify.annotations.Nullable;

/** Whom the storage server takes a request to be from; {@code fault} if the token did not verify, and then the role is anon. */
record Caller(String role, @Nullable String user, @Nullable String fault) {
    boolean isAuthenticated() {
        return fault == null;
    }

    boolean isService() {
        return isAuthenticated() && role.equals("service_role");
    }
}
