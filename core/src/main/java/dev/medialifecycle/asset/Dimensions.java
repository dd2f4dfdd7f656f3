package dev.medialifecycle.asset;

/** Width and height in pixels, as the image's header states them. */
public record Dimensions(int width, int height) {
    /** Their product, which may exceed an {@code int}. */
    public long pixels() {
        return (long) width * height;
    }
}
