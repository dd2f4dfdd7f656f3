package dev.medialifecycle.upload;

import static dev.medialifecycle.upload.Bytes.hex;
import static dev.medialifecycle.upload.Bytes.join;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures made by the JDK, and by hand where it has no writer. */
final class Pictures {
    static final byte[] PNG_SIGNATURE = hex("89 'PNG' 0d0a1a0a");

    private Pictures() {}

    static byte[] of(String format, int width, int height) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        if (!ImageIO.write(drawn(width, height), format, to)) {
            throw new IOException("No writer for " + format);
        }
        return to.toByteArray();
    }

    static byte[] progressiveJpeg(int width, int height) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(to)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(drawn(width, height), null, null), how);
        } finally {
            writer.dispose();
        }
        return to.toByteArray();
    }

    static byte[] gif(int width, int height, int frames) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(to)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < frames; frame++) {
                writer.writeToSequence(new IIOImage(drawn(width, height), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return to.toByteArray();
    }

    /** A PNG that says it is this large and holds next to nothing. */
    static byte[] hollowPng(int width, int height) {
        return png(header(width, height), chunk("IDAT", new byte[10]), chunk("IEND", new byte[0]));
    }

    static byte[] png(byte[]... chunks) {
        return join(PNG_SIGNATURE, join(chunks));
    }

    static byte[] header(int width, int height) {
        return chunk("IHDR", join(int32(width), int32(height), hex("08 02 00 00 00")));
    }

    static byte[] chunk(String type, byte[] body) {
        byte[] typed = join(type.getBytes(StandardCharsets.ISO_8859_1), body);
        CRC32 sum = new CRC32();
        sum.update(typed);
        return join(int32(body.length), typed, int32((int) sum.getValue()));
    }

    static byte[] webp(byte[]... chunks) {
        byte[] body = join(hex("'WEBP'"), join(chunks));
        return join(hex("'RIFF'"), int32(Integer.reverseBytes(body.length)), body);
    }

    static byte[] riffChunk(String type, byte[] body) {
        return join(
                type.getBytes(StandardCharsets.ISO_8859_1),
                int32(Integer.reverseBytes(body.length)),
                body,
                new byte[body.length & 1]);
    }

    /** The head of a key frame, 10 bytes, as RFC 6386 has it. */
    static byte[] lossy(int width, int height) {
        return riffChunk("VP8 ", join(hex("30 01 00 9d 01 2a"), int16le(width), int16le(height), new byte[6]));
    }

    static byte[] lossless(int width, int height) {
        return riffChunk(
                "VP8L", join(hex("2f"), int32(Integer.reverseBytes(width - 1 | height - 1 << 14)), new byte[5]));
    }

    static byte[] extended(int width, int height) {
        return riffChunk("VP8X", join(hex("02 000000"), int24le(width - 1), int24le(height - 1)));
    }

    static byte[] webpFrame(int width, int height) {
        return riffChunk(
                "ANMF",
                join(new byte[6], int24le(width - 1), int24le(height - 1), hex("640000 00"), lossless(width, height)));
    }

    static byte[] box(String type, byte[]... bodies) {
        byte[] body = join(bodies);
        return join(int32(body.length + 8), type.getBytes(StandardCharsets.ISO_8859_1), body);
    }

    static byte[] heif(String brand, byte[]... sizes) {
        return join(
                box("ftyp", hex("'" + brand + "' 00000000 'mif1'")),
                box("meta", hex("00000000"), box("hdlr", new byte[20]), box("iprp", box("ipco", sizes))),
                box("mdat", new byte[30]));
    }

    static byte[] size(int width, int height) {
        return box("ispe", hex("00000000"), int32(width), int32(height));
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] int16le(int value) {
        return new byte[] {(byte) value, (byte) (value >>> 8)};
    }

    private static byte[] int24le(int value) {
        return new byte[] {(byte) value, (byte) (value >>> 8), (byte) (value >>> 16)};
    }

    private static BufferedImage drawn(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(0, 0, width, height);
        pen.dispose();
        return image;
    }
}
