package dev.medialifecycle.life;

import dev.medialifecycle.blob.BlobSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small real pictures. */
final class Pictures {
    private Pictures() {}

    static byte[] png(int edge) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String dataUri(int edge) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(edge));
    }

    /** Large for its size, because noise cannot be compressed. */
    static byte[] noise(int edge) {
        BufferedImage noise = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(edge);
        for (int i = 0; i < edge * edge; i++) {
            noise.setRGB(i % edge, i / edge, random.nextInt());
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(noise, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    static BlobSource source(byte[] bytes) {
        return new BlobSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
