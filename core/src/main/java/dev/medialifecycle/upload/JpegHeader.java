package dev.medialifecycle.upload;

import java.io.IOException;

/** Walks segments to the frame header; the thumbnail in an EXIF segment is passed over with its segment. */
final class JpegHeader {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private JpegHeader() {}

    static void read(HeaderInput in, ImageHeaderBuilder header) throws IOException {
        in.skip(2);
        while (true) {
            int marker = nextMarker(in);
            if (marker == SOI || marker == EOI || marker == SOS) {
                throw new UnreadableHeader("has no frame header");
            }
            if (hasNoBody(marker)) {
                continue;
            }
            int length = in.u16();
            if (length < 2) {
                throw new UnreadableHeader("has a segment without a length");
            }
            if (isFrameHeader(marker)) {
                size(in, length, header);
                return;
            }
            in.skip(length - 2);
        }
    }

    /** As libjpeg looks for it: anything before the marker is passed over, and so are fill bytes. */
    private static int nextMarker(HeaderInput in) throws IOException {
        int read = in.u8();
        while (true) {
            while (read != 0xFF) {
                read = in.u8();
            }
            while (read == 0xFF) {
                read = in.u8();
            }
            if (read != 0) {
                return read;
            }
        }
    }

    private static void size(HeaderInput in, int length, ImageHeaderBuilder header) throws IOException {
        if (length < 8) {
            throw new UnreadableHeader("has a frame header that is too short");
        }
        in.skip(1);
        int height = in.u16();
        int width = in.u16();
        header.extent(width, height);
        in.skip(length - 7);
    }

    private static boolean hasNoBody(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
    }

    /** SOF0 to SOF15, but not the three among them that mean DHT, JPG and DAC. */
    private static boolean isFrameHeader(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
