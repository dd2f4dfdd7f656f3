package dev.medialifecycle.benchmarks.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** The only content that is ever sent or asked for: 64 KiB that cannot be compressed, again and again. */
public final class Pattern {
    /** After so many bytes it begins anew; whoever cuts at a multiple of it has pieces that begin alike. */
    public static final int PERIOD = 64 << 10;

    private static final byte[] BYTES = bytes();
    private static final Map<Long, Long> SUMS = new ConcurrentHashMap<>();
    private static final Map<Long, String> HASHES = new ConcurrentHashMap<>();

    private Pattern() {}

    /** The first so many bytes of it, from memory, at next to no cost. */
    public static InputStream stream(long size) {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at < size ? BYTES[(int) (at++ % PERIOD)] & 0xFF : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (at >= size) {
                    return length == 0 ? 0 : -1;
                }
                int from = (int) (at % PERIOD);
                int count = (int) Math.min(Math.min(length, PERIOD - from), size - at);
                System.arraycopy(BYTES, from, buffer, offset, count);
                at += count;
                return count;
            }
        };
    }

    /** Writes the bytes from {@code from} to before {@code to}. */
    static void write(OutputStream out, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            int begin = (int) (at % PERIOD);
            int count = (int) Math.min(PERIOD - begin, to - at);
            out.write(BYTES, begin, count);
            at += count;
        }
    }

    /** The CRC-32 of the first so many bytes. */
    static long sum(long size) {
        return SUMS.computeIfAbsent(size, unused -> {
            CRC32 sum = new CRC32();
            for (long at = 0; at < size; at += PERIOD) {
                sum.update(BYTES, 0, (int) Math.min(PERIOD, size - at));
            }
            return sum.getValue();
        });
    }

    /** The SHA-256 of the first so many bytes, in lower-case hex. */
    static String sha256(long size) {
        return HASHES.computeIfAbsent(size, unused -> {
            MessageDigest digest = Hashing.sha256();
            for (long at = 0; at < size; at += PERIOD) {
                digest.update(BYTES, 0, (int) Math.min(PERIOD, size - at));
            }
            return Hashing.hex(digest);
        });
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[PERIOD];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
