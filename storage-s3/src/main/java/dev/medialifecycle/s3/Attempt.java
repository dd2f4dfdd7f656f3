package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;

/** What was asked of the service, as a message about its failure tells it. */
record Attempt(String action, String bucket, String subject, Effect effect) {
    /** What an answer that never came leaves open. */
    enum Effect {
        /** Nothing changes, however often it is asked. */
        NONE,
        /** It may have happened. */
        PERHAPS,
        /** It may have happened, and means nothing before it is completed. */
        UNFINISHED
    }

    static Attempt reading(String action, BlobLocation location) {
        return new Attempt(action, location.bucket(), location.toString(), Effect.NONE);
    }

    static Attempt changing(String action, BlobLocation location) {
        return new Attempt(action, location.bucket(), location.toString(), Effect.PERHAPS);
    }

    static Attempt storingPart(BlobLocation location) {
        return new Attempt("store a part of", location.bucket(), location.toString(), Effect.UNFINISHED);
    }

    static Attempt onBucket(String action, String provider, String bucket) {
        return new Attempt(action, bucket, provider + ":" + bucket, Effect.NONE);
    }
}
