package dev.medialifecycle.diagnosis;

/**
 * How far a bucket that is being given up has emptied: how many blobs it still holds, how many of those have an asset in use,
 * and how many some reference source names.
 */
public record Retirement(long blobs, long inUse, long referenced) {
    /** Whether the bucket is empty, so that a person may remove it; the library never removes a bucket. */
    public boolean isDone() {
        return blobs == 0;
    }
}
