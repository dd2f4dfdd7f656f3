package dev.medialifecycle.examples.quickstart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Takes photographs of mountains that do not exist: real JPEG and PNG files of several megabytes, different for every seed. */
final class Photos {
    private Photos() {}

    static Path jpeg(Path folder, String name, int seed) throws IOException {
        Path file = folder.resolve(name);
        BufferedImage photo = mountains(4000, 2667, seed);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (OutputStream bytes = Files.newOutputStream(file);
                ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.95f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(photo, null, null), quality);
        } finally {
            writer.dispose();
        }
        return file;
    }

    static Path png(Path folder, String name, int seed) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(mountains(1800, 1200, seed), "png", file.toFile());
        return file;
    }

    /** Ridges one behind the other, paler with distance, with the grain of a small sensor. */
    private static BufferedImage mountains(int width, int height, int seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] ridges = new double[5][];
        for (int i = 0; i < ridges.length; i++) {
            ridges[i] = ridge(width, height * (0.35 + 0.13 * i), height * 0.2, random);
        }
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int layer = 0;
                for (int i = 0; i < ridges.length; i++) {
                    layer = y > ridges[i][x] ? i + 1 : layer;
                }
                row[x] = colour(layer, (double) y / height, random.nextInt(17) - 8, seed);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static double[] ridge(int width, double base, double swing, SplittableRandom random) {
        double[] heights = new double[width];
        double amplitude = swing;
        for (double length = width / 2.0; length > 8; length /= 2) {
            double phase = random.nextDouble() * 7;
            for (int x = 0; x < width; x++) {
                heights[x] += amplitude * Math.sin(x * Math.PI * 2 / length + phase);
            }
            amplitude /= 2.1;
        }
        for (int x = 0; x < width; x++) {
            heights[x] = base + heights[x] * 0.5;
        }
        return heights;
    }

    private static int colour(int layer, double depth, int grain, int seed) {
        int red = layer == 0 ? 255 - (int) (depth * 80) : 190 - layer * 34;
        int green = layer == 0 ? 205 - (int) (depth * 40) : 195 - layer * 30;
        int blue = layer == 0 ? 150 + (int) (depth * 100) : 215 - layer * 28;
        int warm = seed % 3 * 9;
        return clamp(red + grain + warm) << 16 | clamp(green + grain) << 8 | clamp(blue + grain - warm);
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
