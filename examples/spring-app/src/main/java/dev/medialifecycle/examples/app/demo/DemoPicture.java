package dev.medialifecycle.examples.app.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Paints: a sky and some circles, different for every seed. */
final class DemoPicture {
    private static final int EDGE = 512;
    private static final int CIRCLES = 12;

    private DemoPicture() {}

    static byte[] png(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, colour(random), EDGE, EDGE, colour(random)));
        brush.fillRect(0, 0, EDGE, EDGE);
        for (int i = 0; i < CIRCLES; i++) {
            int size = 20 + random.nextInt(150);
            brush.setColor(colour(random));
            brush.fillOval(random.nextInt(EDGE), random.nextInt(EDGE), size, size);
        }
        brush.dispose();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    private static Color colour(SplittableRandom random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
