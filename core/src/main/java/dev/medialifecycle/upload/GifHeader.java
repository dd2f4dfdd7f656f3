package dev.medialifecycle.upload;

import java.io.IOException;

/** Walks all blocks to count the frames; a frame that reaches outside the logical screen makes the image larger. */
final class GifHeader {
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    private static final int TRAILER = 0x3B;

    private GifHeader() {}

    static void read(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        in.skip(6);
        header.extent(in.u16LittleEndian(), in.u16LittleEndian());
        int flags = in.u8();
        in.skip(2);
        skipColours(in, flags);
        int frames = 0;
        // Some old writers leave out the trailer, and every decoder is content with that.
        while (!header.hasTooManyFrames() && (frames == 0 || in.remaining() > 0)) {
            int block = in.u8();
            if (block == TRAILER) {
                break;
            } else if (block == EXTENSION) {
                in.skip(1);
                skipData(in);
            } else if (block == FRAME) {
                frame(in, header);
                header.frames(++frames);
            } else {
                throw new UnreadableHeader("holds something that is no block of a GIF");
            }
        }
        if (frames == 0) {
            throw new UnreadableHeader("holds no pixels");
        }
    }

    private static void frame(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        int left = in.u16LittleEndian();
        int top = in.u16LittleEndian();
        header.extent(left + in.u16LittleEndian(), top + in.u16LittleEndian());
        skipColours(in, in.u8());
        in.skip(1);
        skipData(in);
    }

    private static void skipColours(HeaderInput in, int flags) throws IOException {
        if ((flags & 0x80) != 0) {
            in.skip(3L << ((flags & 7) + 1));
        }
    }

    private static void skipData(HeaderInput in) throws IOException {
        int length = in.u8();
        while (length != 0) {
            in.skip(length);
            length = in.u8();
        }
    }
}
