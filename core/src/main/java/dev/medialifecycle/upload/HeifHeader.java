package dev.medialifecycle.upload;

import java.io.IOException;

/** Finds the sizes that an AVIF or HEIC file states for its images: {@code meta/iprp/ipco/ispe}, of which the largest counts. */
final class HeifHeader {
    private static final int META = 0x6D657461;
    private static final int MOOV = 0x6D6F6F76;
    private static final int IPRP = 0x69707270;
    private static final int IPCO = 0x6970636F;
    private static final int ISPE = 0x69737065;
    private static final int[] PATH = {META, IPRP, IPCO, ISPE};

    private HeifHeader() {}

    static void read(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        boxes(in, in.remaining(), 0, header);
    }

    /** Walks the boxes of one level; what is not on the path is passed over. */
    private static void boxes(HeaderInput in, long length, int level, ImageHeaderBuilder header) throws IOException {
        long end = in.position() + length;
        while (in.position() + 8 <= end) {
            long start = in.position();
            long size = in.u32();
            int type = in.int32();
            if (size == 1) {
                size = in.u32() << 32 | in.u32();
            } else if (size == 0) {
                size = end - start;
            }
            long body = size - (in.position() - start);
            if (body < 0 || body > end - in.position()) {
                throw new UnreadableHeader("has a box that is larger than what holds it");
            }
            if (level == 0 && type == MOOV) {
                // A track's pictures may be larger than what ispe states, and nothing here counts them.
                throw new UnreadableHeader("is a sequence, of which only single images are read");
            }
            body(in, type, body, level, header);
        }
        in.skip(end - in.position());
    }

    private static void body(HeaderInput in, int type, long length, int level, ImageHeaderBuilder header)
            throws IOException {
        if (type != PATH[level]) {
            in.skip(length);
        } else if (type == ISPE) {
            in.skip(4);
            header.extent(in.u32(), in.u32());
            in.skip(length - 12);
        } else {
            int version = type == META ? 4 : 0;
            in.skip(version);
            boxes(in, length - version, level + 1, header);
        }
    }
}
