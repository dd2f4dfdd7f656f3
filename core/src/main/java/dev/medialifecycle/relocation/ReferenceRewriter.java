package dev.medialifecycle.relocation;

/**
 * Changes what the host has stored about an asset that moves. Called in the transaction that moves it, so that host rows change
 * with it or not at all where the repository joins the host's transactions; what it throws leaves the asset where it is. May be
 * called again for the same asset, and makes no call to the library.
 */
@FunctionalInterface
public interface ReferenceRewriter {
    /** Replaces every reference to the old place. */
    void rewrite(Moved moved);

    /** For hosts that store nothing but asset ids, which do not change. */
    static ReferenceRewriter nothing() {
        return moved -> {};
    }
}
