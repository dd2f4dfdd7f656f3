package dev.medialifecycle.upload;

import dev.medialifecycle.asset.Dimensions;
import org.jspecify.annotations.Nullable;

/** Collects what a reader finds; the largest of several contradicting sizes counts, because a decoder may believe any. */
final class ImageHeaderBuilder {
    private final int frameLimit;
    private long width;
    private long height;
    private long frames;

    ImageHeaderBuilder(int frameLimit) {
        this.frameLimit = frameLimit;
    }

    void extent(long newWidth, long newHeight) throws UnreadableHeader {
        if (newWidth > Integer.MAX_VALUE || newHeight > Integer.MAX_VALUE) {
            throw new UnreadableHeader("states an impossible size");
        }
        width = Math.max(width, newWidth);
        height = Math.max(height, newHeight);
    }

    void frames(long stated) {
        frames = Math.max(frames, stated);
    }

    /** Counting on would change nothing. */
    boolean hasTooManyFrames() {
        return frames > frameLimit;
    }

    ImageHeader build() {
        return dimensions() == null
                ? broken("states no width and height")
                : new ImageHeader(dimensions(), counted(), null);
    }

    ImageHeader broken(@Nullable String fault) {
        return new ImageHeader(dimensions(), counted(), fault == null ? "cannot be read" : fault);
    }

    private @Nullable Dimensions dimensions() {
        return width <= 0 || height <= 0 ? null : new Dimensions((int) width, (int) height);
    }

    private int counted() {
        return (int) Math.max(1, Math.min(frames, Math.min(frameLimit + 1L, Integer.MAX_VALUE)));
    }
}
