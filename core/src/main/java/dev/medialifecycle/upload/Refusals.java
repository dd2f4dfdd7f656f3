package dev.medialifecycle.upload;

import dev.medialifecycle.asset.Dimensions;
import dev.medialifecycle.error.ErrorCode;
import java.math.BigDecimal;
import java.util.Set;

/** The words in which uploads are refused. */
final class Refusals {
    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = 1024 * KILOBYTE;
    private static final long MEGAPIXEL = 1_000_000;

    private Refusals() {}

    static Violation unsupported(String typeName, Set<String> accepted) {
        return new Violation(
                ErrorCode.UNSUPPORTED_TYPE,
                "Unsupported file type: " + typeName + ". Accepted: " + String.join(", ", accepted));
    }

    static Violation tooLarge(long maxBytes) {
        return new Violation(ErrorCode.TOO_LARGE, "File too large. Maximum size is " + size(maxBytes));
    }

    static Violation declaredOtherwise(String typeName, String declaredName) {
        return new Violation(
                ErrorCode.TYPE_MISMATCH, "Content is " + typeName + " but was declared " + declaredName + ".");
    }

    static Violation namedOtherwise(String typeName, String extension) {
        return new Violation(
                ErrorCode.TYPE_MISMATCH, "Content is " + typeName + " but its name ends in ." + extension + ".");
    }

    static Violation empty() {
        return new Violation(ErrorCode.UNREADABLE, "File is empty.");
    }

    static Violation unreadable(MediaType type, String fault) {
        return new Violation(ErrorCode.UNREADABLE, "Image cannot be read: this " + type + " " + fault + ".");
    }

    static Violation tooManyPixels(Dimensions found, long maxPixels) {
        return new Violation(
                ErrorCode.TOO_MANY_PIXELS,
                "Image is " + found.width() + "×" + found.height() + " pixels; at most " + pixels(maxPixels)
                        + " are decoded.");
    }

    static Violation tooManyFrames(int maxFrames) {
        return new Violation(
                ErrorCode.TOO_MANY_FRAMES,
                maxFrames == 1
                        ? "Image is animated; only still images are accepted."
                        : "Image has more than " + maxFrames + " frames.");
    }

    private static String size(long bytes) {
        if (bytes % MEGABYTE == 0) {
            return bytes / MEGABYTE + "MB";
        }
        return bytes % KILOBYTE == 0 ? bytes / KILOBYTE + "KB" : bytes + " bytes";
    }

    /** Megapixels to three places if that says it exactly. */
    private static String pixels(long pixels) {
        if (pixels % (MEGAPIXEL / 1000) != 0) {
            return pixels + " pixels";
        }
        BigDecimal mega = BigDecimal.valueOf(pixels / (MEGAPIXEL / 1000), 3).stripTrailingZeros();
        return mega.toPlainString() + " megapixels";
    }
}
