package dev.medialifecycle.relocation;

/** What became of one asset that was to move, or would become of it; every one gets exactly one. */
public enum RelocationVerdict {
    /** It is at its new place, verified, and its old copy was proposed for leaving. */
    MOVED,
    /** It had moved before and something kept its old copy; references were rewritten and the copy was proposed once more. */
    ALREADY_THERE,
    /** A running job uses it: it stays until that has ended. */
    IN_FLIGHT,
    /** It was let go, or moved by somebody else, since it was looked at. */
    NOT_IN_USE,
    /** Its row is in use and its blob is not there: nothing was moved and nothing released. */
    VANISHED,
    /** Its bytes are not those that were recorded: nothing was moved and nothing released. */
    BYTES_DIFFER,
    /** Something else has, or had, the key at the new place. */
    TARGET_TAKEN,
    /** The key rule gives it a key that the new place cannot store. */
    KEY_REFUSED,
    /** A store, the repository or the host's rewriter failed: it is where it was, and may be tried again. */
    FAILED,
    /** A blob that nobody recorded: not moved, only counted; a sweep shows it. */
    ORPHAN;

    /** Whether somebody has to look, or to try again. */
    public boolean isFailure() {
        return switch (this) {
            case VANISHED, BYTES_DIFFER, TARGET_TAKEN, KEY_REFUSED, FAILED -> true;
            case MOVED, ALREADY_THERE, IN_FLIGHT, NOT_IN_USE, ORPHAN -> false;
        };
    }
}
