package dev.medialifecycle.examples.quickstart;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A few bytes that pass for an MP4, others for each number. */
final class Clip extends ByteArrayInputStream {
    private static final byte[] HEAD = "\0\0\0\30ftypisom\0\0\2\0isomiso2".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SIZE = 400;

    Clip(int number) {
        super(bytes(number));
    }

    static byte[] bytes(int number) {
        byte[] bytes = new byte[SIZE];
        new SplittableRandom(number).nextBytes(bytes);
        System.arraycopy(HEAD, 0, bytes, 0, HEAD.length);
        return bytes;
    }
}
