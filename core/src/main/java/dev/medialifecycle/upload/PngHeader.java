package dev.medialifecycle.upload;

import java.io.IOException;

/** Walks all chunks, so that a PNG cut short shows and an animation cannot deny its frames. */
final class PngHeader {
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int ACTL = 0x6163544C;
    private static final int FCTL = 0x6663544C;
    private static final int CRC = 4;

    private PngHeader() {}

    static void read(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        in.skip(8);
        size(in, header);
        boolean hasPixels = false;
        int controls = 0;
        while (!header.hasTooManyFrames()) {
            long length = in.u32();
            int type = in.int32();
            if (type == IEND) {
                in.skip(length + CRC);
                break;
            }
            hasPixels |= type == IDAT;
            if (type == FCTL) {
                header.frames(++controls);
            }
            in.skip(length + CRC - (type == ACTL ? frames(in, length, header) : 0));
        }
        if (!hasPixels && !header.hasTooManyFrames()) {
            throw new UnreadableHeader("holds no pixels");
        }
    }

    private static void size(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        long length = in.u32();
        if (length != 13 || in.int32() != IHDR) {
            throw new UnreadableHeader("does not begin with its header");
        }
        header.extent(in.u32(), in.u32());
        in.skip(length - 8 + CRC);
    }

    /** How many bytes of the chunk that took. */
    private static int frames(HeaderInput in, long length, ImageHeaderBuilder header) throws IOException {
        if (length < 4) {
            return 0;
        }
        header.frames(in.u32());
        return 4;
    }
}
