package dev.medialifecycle.upload;

import dev.medialifecycle.asset.Dimensions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What an image's header says, read without decoding a pixel; with a {@code fault} the rest holds as far as it goes. */
record ImageHeader(
        @Nullable Dimensions dimensions,
        int frames,
        @Nullable String fault) {

    /** Reads as far as it takes, but counts no more than one frame above {@code frameLimit}. */
    static ImageHeader read(MediaType type, HeaderInput in, int frameLimit) throws IOException {
        var header = new ImageHeaderBuilder(frameLimit);
        try {
            switch (type) {
                case JPEG -> JpegHeader.read(in, header);
                case PNG -> PngHeader.read(in, header);
                case GIF -> GifHeader.read(in, header);
                case WEBP -> WebpHeader.read(in, header);
                case BMP -> BmpHeader.read(in, header);
                case AVIF, HEIC -> HeifHeader.read(in, header);
                default -> throw new IllegalArgumentException(type + " has no pixels to count");
            }
            return header.build();
        } catch (UnreadableHeader e) {
            return header.broken(e.getMessage());
        }
    }
}
