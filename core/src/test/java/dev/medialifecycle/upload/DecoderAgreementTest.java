package dev.medialifecycle.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Dimensions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A limit on pixels is worth nothing if a decoder sees a larger image than the validator did. */
class DecoderAgreementTest {
    private static final int ROUNDS = 20_000;
    private static final UploadPolicy POLICY = UploadPolicy.images(
                    "local", "private", KeyTemplate.of("{owner}/{uuid}.{ext}"))
            .withAcceptedTypes(Set.of("image/jpeg", "image/png", "image/gif", "image/bmp"))
            .withMaxPixels(Long.MAX_VALUE)
            .withMaxFrames(100);

    @BeforeAll
    static void keep_the_disk_out_of_it() {
        ImageIO.setUseCache(false);
    }

    @Test
    void no_decoder_sees_more_pixels_than_the_validator_let_in() throws IOException {
        long seed = 7;
        Random random = new Random(seed);
        List<byte[]> files = List.of(
                Pictures.of("jpeg", 40, 30),
                Pictures.progressiveJpeg(40, 30),
                Pictures.of("png", 40, 30),
                Pictures.gif(40, 30, 2),
                Pictures.of("bmp", 8, 8));
        int compared = 0;

        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(files.get(round % files.size()), random);
            Dimensions seen = validated(bytes);
            if (seen == null) {
                continue;
            }
            long decoded = pixelsSeenByTheDecoder(bytes);
            compared += decoded > 0 ? 1 : 0;
            assertThat(decoded)
                    .as("round %d, seed %d, validator saw %s", round, seed, seen)
                    .isLessThanOrEqualTo(seen.pixels());
        }

        assertThat(compared).isGreaterThan(ROUNDS / 10);
    }

    private static @Nullable Dimensions validated(byte[] bytes) {
        try {
            return new UploadValidator(POLICY)
                    .validate(new Bytes(bytes), null, null)
                    .dimensions();
        } catch (UploadRejectedException e) {
            return null;
        }
    }

    private static long pixelsSeenByTheDecoder(byte[] bytes) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            return (long) reader.getWidth(0) * reader.getHeight(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int reach = random.nextBoolean() ? 32 : mutated.length;
        for (int change = random.nextInt(3); change >= 0; change--) {
            mutated[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return mutated;
    }
}
