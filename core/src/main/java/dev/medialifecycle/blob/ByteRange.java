package dev.medialifecycle.blob;

/** Which bytes to read: {@code length} bytes from {@code offset}; a range may reach past the end and then ends there. */
public record ByteRange(long offset, long length) {
    /** Refuses a negative offset or length. */
    public ByteRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "A byte range needs offset and length of 0 or more, not " + offset + ", " + length);
        }
    }

    /** Everything. */
    public static ByteRange all() {
        return new ByteRange(0, Long.MAX_VALUE);
    }

    /** Everything from {@code offset} on. */
    public static ByteRange from(long offset) {
        return new ByteRange(offset, Long.MAX_VALUE);
    }
}
