package dev.medialifecycle.verifier;

/**
 * How much a handler wants proved before it acts on a delivery; below that, it should ask the vendor's API instead of believing the
 * body.
 *
 * <pre>{@code
 * AssurancePolicy beforeDeleting = AssurancePolicy.requireAtLeast(AssuranceLevel.TIMED_BODY);
 * Job job = beforeDeleting.allows(verdict) ? read(body) : fetchFromVendor(id);
 * }</pre>
 */
public record AssurancePolicy(AssuranceLevel least) {
    /** A policy that this level, and every stronger one, satisfies. */
    public static AssurancePolicy requireAtLeast(AssuranceLevel least) {
        return new AssurancePolicy(least);
    }

    /** Whether the delivery was verified, and that proves enough. */
    public boolean allows(Verdict verdict) {
        return verdict instanceof Verdict.Verified verified
                && verified.assurance().isAtLeast(least);
    }
}
