package dev.medialifecycle.upload;

import dev.medialifecycle.blob.BlobSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes in memory that count how many of them were asked for. */
final class Bytes implements BlobSource {
    private final byte[] bytes;
    private long read;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hex digits, blanks between them, and quoted ASCII: {@code hex("89 'PNG' 0d0a")}. */
    static byte[] hex(String text) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        String[] parts = text.split("'", -1);
        for (int at = 0; at < parts.length; at++) {
            to.writeBytes(
                    at % 2 == 1
                            ? parts[at].getBytes(StandardCharsets.ISO_8859_1)
                            : HexFormat.of().parseHex(parts[at].replace(" ", "")));
        }
        return to.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            to.writeBytes(part);
        }
        return to.toByteArray();
    }

    static byte[] first(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    long read() {
        return read;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int got = super.read(buffer, offset, length);
                read += Math.max(got, 0);
                return got;
            }
        };
    }
}
