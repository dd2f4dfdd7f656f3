package dev.medialifecycle.upload;

import dev.medialifecycle.asset.Dimensions;
import org.jspecify.annotations.Nullable;

/**
 * What an upload's own bytes say it is: always with dimensions if it is an image, never otherwise; {@code frames} counts the
 * pictures of an animated image, and is 1 for everything else.
 */
public record Inspection(MediaType type, @Nullable Dimensions dimensions, int frames) {}
