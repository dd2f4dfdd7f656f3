package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;

/** Whether a request for a signed URL may do what it asks for, and with which blob. */
public sealed interface Authorization {
    /** It may: read this blob, if it is there, or store it, if it is not. */
    record Granted(BlobLocation location) implements Authorization {}

    /** It may not; answer 403, or 410 when it came too late. */
    record Refused(Reason reason) implements Authorization {}

    /** Why a request was refused. */
    enum Reason {
        /** It names no blob of this provider, or its query cannot be read. */
        UNREADABLE,
        /** It has no signature. */
        UNSIGNED,
        /** The signature is not ours, or belongs to another blob, expiry, purpose, size or type. */
        FORGED,
        /** The signature is ours and its time is over. */
        EXPIRED
    }
}
