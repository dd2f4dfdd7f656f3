package dev.medialifecycle.upload;

import java.io.IOException;

/** Reads the canvas of an extended file and the size of every picture in it; counts the frames of an animation. */
final class WebpHeader {
    private static final int LOSSY = 0x56503820;
    private static final int LOSSLESS = 0x5650384C;
    private static final int EXTENDED = 0x56503858;
    private static final int FRAME = 0x414E4D46;

    private WebpHeader() {}

    static void read(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        in.skip(4);
        long end = in.u32LittleEndian() + 8;
        in.skip(4);
        boolean hasPixels = false;
        boolean first = true;
        int frames = 0;
        while (in.position() + 8 <= end && !header.hasTooManyFrames()) {
            int type = in.int32();
            long length = in.u32LittleEndian();
            long start = in.position();
            if (type == FRAME) {
                header.frames(++frames);
            }
            hasPixels |= type == LOSSY || type == LOSSLESS || type == FRAME;
            size(type, in, header);
            if (first && type != EXTENDED) {
                break;
            }
            first = false;
            in.skip(length - (in.position() - start));
            // Some writers leave out the padding at the very end.
            in.skip(Math.min(length & 1, in.remaining()));
        }
        if (end > in.position() + in.remaining()) {
            throw new UnreadableHeader("ends too early");
        }
        if (!hasPixels) {
            throw new UnreadableHeader("holds no pixels");
        }
    }

    private static void size(int type, HeaderInput in, ImageHeaderBuilder header) throws IOException {
        switch (type) {
            case LOSSY -> lossy(in, header);
            case LOSSLESS -> lossless(in, header);
            case EXTENDED -> canvas(in, 4, header);
            case FRAME -> canvas(in, 6, header);
            default -> {}
        }
    }

    private static void lossy(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        boolean isKeyFrame = (in.u24LittleEndian() & 1) == 0;
        if (!isKeyFrame || in.u8() != 0x9D || in.u16() != 0x012A) {
            throw new UnreadableHeader("does not begin with a key frame");
        }
        header.extent(in.u16LittleEndian() & 0x3FFF, in.u16LittleEndian() & 0x3FFF);
    }

    private static void lossless(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        if (in.u8() != 0x2F) {
            throw new UnreadableHeader("lacks the mark of a lossless picture");
        }
        int bits = in.int32LittleEndian();
        header.extent((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
    }

    private static void canvas(HeaderInput in, int before, ImageHeaderBuilder header) throws IOException {
        in.skip(before);
        header.extent(in.u24LittleEndian() + 1, in.u24LittleEndian() + 1);
    }
}
