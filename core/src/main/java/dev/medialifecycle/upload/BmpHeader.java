package dev.medialifecycle.upload;

import java.io.IOException;

/** Reads both generations of header; a negative height only means that the rows run downwards. */
final class BmpHeader {
    private static final int FILE_HEADER = 14;
    private static final int OLD_HEADER = 12;

    private BmpHeader() {}

    static void read(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        in.skip(FILE_HEADER);
        if (in.u32LittleEndian() == OLD_HEADER) {
            header.extent(in.u16LittleEndian(), in.u16LittleEndian());
        } else {
            header.extent(in.int32LittleEndian(), Math.abs((long) in.int32LittleEndian()));
        }
    }
}
