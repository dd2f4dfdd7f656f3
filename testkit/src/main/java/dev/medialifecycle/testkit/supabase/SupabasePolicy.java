package dev.medialifecycle.testkit.supabase;

/** What a row policy on the objects can allow a role. {@code service_role} needs none. */
public enum SupabasePolicy {
    /** To see objects; a bulk remove needs it too. */
    SELECT,
    /** To add objects. */
    INSERT,
    /** To overwrite objects. */
    UPDATE,
    /** To delete objects. */
    DELETE
}
