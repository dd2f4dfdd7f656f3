package dev.medialifecycle.upload;

import org.jspecify.annotations.Nullable;

/** Tells types apart by their first bytes, without allocating anything. */
final class Magic {
    private static final int RIFF = 0x52494646;
    private static final int EBML = 0x1A45DFA3;
    private static final int FTYP = 0x66747970;
    private static final int GIF8 = 0x47494638;
    private static final int ID3 = 0x494433;

    private Magic() {}

    static @Nullable MediaType of(byte[] head) {
        int first = int32(head, 0);
        if (first >>> 8 == 0xFFD8FF) {
            return MediaType.JPEG;
        }
        if (first == 0x89504E47 && int32(head, 4) == 0x0D0A1A0A) {
            return MediaType.PNG;
        }
        if (first == GIF8 && (u8(head, 4) == '7' || u8(head, 4) == '9') && u8(head, 5) == 'a') {
            return MediaType.GIF;
        }
        if (first == RIFF) {
            return riff(int32(head, 8));
        }
        if (first == EBML) {
            return isWebm(head) ? MediaType.WEBM : null;
        }
        if (first >>> 8 == ID3 || isMp3Frame(first)) {
            return MediaType.MP3;
        }
        if (isBitmap(head)) {
            return MediaType.BMP;
        }
        return isoMedia(head);
    }

    private static @Nullable MediaType riff(int form) {
        return switch (form) {
            case 0x57454250 -> MediaType.WEBP;
            case 0x57415645 -> MediaType.WAV;
            default -> null;
        };
    }

    private static @Nullable MediaType isoMedia(byte[] head) {
        return switch (int32(head, 4)) {
            case FTYP -> branded(head);
            // QuickTime from before there were brands begins with moov, mdat or wide.
            case 0x6D6F6F76, 0x6D646174, 0x77696465 -> MediaType.QUICKTIME;
            default -> null;
        };
    }

    /** The major brand decides; the general image brand says only that one of the compatible brands will. */
    private static @Nullable MediaType branded(byte[] head) {
        MediaType type = ofBrand(int32(head, 8));
        if (type != MediaType.HEIC) {
            return type;
        }
        int end = (int) Math.min(Integer.toUnsignedLong(int32(head, 0)), head.length);
        for (int at = 16; at + 4 <= end; at += 4) {
            if (ofBrand(int32(head, at)) == MediaType.AVIF) {
                return MediaType.AVIF;
            }
        }
        return type;
    }

    private static @Nullable MediaType ofBrand(int brand) {
        return switch (brand) {
            case 0x61766966, 0x61766973 -> MediaType.AVIF; // avif avis
            case 0x68656963,
                    0x68656978,
                    0x68657663,
                    0x68657678, // heic heix hevc hevx
                    0x6865696D,
                    0x68656973,
                    0x6D696631,
                    0x6D736631 -> MediaType.HEIC; // heim heis mif1 msf1
            case 0x71742020 -> MediaType.QUICKTIME; // qt
            case 0x4D344120, 0x4D344220 -> MediaType.M4A; // M4A M4B
            case 0x69736F6D,
                    0x6D703431,
                    0x6D703432,
                    0x61766331, // isom mp41 mp42 avc1
                    0x4D345620,
                    0x4D534E56,
                    0x64617368,
                    0x69736F32, // M4V MSNV dash iso2
                    0x69736F33,
                    0x69736F34,
                    0x69736F35,
                    0x69736F36, // iso3 iso4 iso5 iso6
                    0x69736F37,
                    0x69736F38,
                    0x69736F39 -> MediaType.MP4; // iso7 iso8 iso9
            default -> null;
        };
    }

    /** Matroska and WebM differ only in the DocType, a text of the first element. */
    private static boolean isWebm(byte[] head) {
        int end = Math.min(head.length, 64);
        for (int at = 4; at + 7 <= end; at++) {
            if (u8(head, at) == 0x42 && u8(head, at + 1) == 0x82) {
                return u8(head, at + 2) == 0x84 && int32(head, at + 3) == 0x7765626D;
            }
        }
        return false;
    }

    /** The sync, layer III, and none of the values that the standard forbids. */
    private static boolean isMp3Frame(int first) {
        return first >>> 21 == 0x7FF
                && (first >>> 17 & 3) == 1
                && (first >>> 19 & 3) != 1
                && (first >>> 12 & 15) != 15
                && (first >>> 12 & 15) != 0
                && (first >>> 10 & 3) != 3;
    }

    /** Two letters alone would make a bitmap of any text that begins with "BM". */
    private static boolean isBitmap(byte[] head) {
        if (head.length < 18 || head[0] != 'B' || head[1] != 'M' || int32(head, 6) != 0) {
            return false;
        }
        return switch (Integer.reverseBytes(int32(head, 14))) {
            case 12, 16, 40, 52, 56, 64, 108, 124 -> true;
            default -> false;
        };
    }

    private static int u8(byte[] head, int at) {
        return at < head.length ? head[at] & 0xFF : 0;
    }

    private static int int32(byte[] head, int at) {
        if (at + 4 > head.length) {
            return 0;
        }
        return u8(head, at) << 24 | u8(head, at + 1) << 16 | u8(head, at + 2) << 8 | u8(head, at + 3);
    }
}
