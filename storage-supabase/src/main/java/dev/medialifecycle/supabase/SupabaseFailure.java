package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;

/** The failures that only this service has. */
final class SupabaseFailure {
    private SupabaseFailure() {}

    static MediaLifecycleException notPublic(String provider, String bucket) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNSUPPORTED,
                ErrorKind.UNSUPPORTED,
                "Bucket " + provider + ":" + bucket
                        + " is not configured as public, so its blobs have no lasting URL. Next: sign one");
    }

    /** The service answered that all is well, and not what it says then. */
    static MediaLifecycleException strange(String subject) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_OUTCOME_UNKNOWN,
                ErrorKind.OUTCOME_UNKNOWN,
                "The answer for " + subject
                        + " is none of Supabase's, so it may have happened. Next: check the url setting and what stands between");
    }

    static Deletion removedNothing(BlobLocation location) {
        return StorageFailure.deniedDeletion(
                location, "Supabase removed nothing: check the service-role key or the delete policy");
    }
}
