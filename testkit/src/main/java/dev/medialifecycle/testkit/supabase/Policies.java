package dev.medialifecycle.testkit.supabase;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which role may do what with which rows. */
final class Policies {
    private record Grant(String role, SupabasePolicy policy, boolean ownOnly) {}

    private final Set<Grant> grants = ConcurrentHashMap.newKeySet();

    void allow(String role, boolean ownOnly, SupabasePolicy... policies) {
        for (SupabasePolicy policy : policies) {
            grants.add(new Grant(role, policy, ownOnly));
        }
    }

    boolean allows(Caller caller, SupabasePolicy policy, FakeRow row) {
        return caller.isService()
                || grants.contains(new Grant(caller.role(), policy, false))
                || (caller.user() != null
                        && caller.user().equals(row.owner())
                        && grants.contains(new Grant(caller.role(), policy, true)));
    }

    boolean allowsSome(Caller caller, SupabasePolicy policy) {
        return caller.isService()
                || grants.contains(new Grant(caller.role(), policy, false))
                || grants.contains(new Grant(caller.role(), policy, true));
    }
}
