package dev.medialifecycle.upload;

import static dev.medialifecycle.upload.Bytes.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.medialifecycle.blob.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, the answer is an inspection or a refusal, and it comes soon. */
@Timeout(60)
class HostileBytesTest {
    private static final Set<String> ALL =
            Stream.of(MediaType.values()).map(MediaType::mimeName).collect(Collectors.toSet());
    private static final UploadPolicy POLICY = UploadPolicy.images(
                    "local", "private", KeyTemplate.of("{owner}/{uuid}.{ext}"))
            .withAcceptedTypes(ALL)
            .withMaxFrames(50);

    @Test
    void valid_files_are_accepted() throws IOException {
        valid().forEach((name, bytes) -> assertThat(answer(bytes)).as(name).isPresent());
    }

    @Test
    void a_file_cut_off_anywhere_is_judged_or_refused() throws IOException {
        valid().forEach((name, bytes) -> {
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Bytes.first(bytes, length);
                assertThatCode(() -> answer(cut))
                        .as("%s cut to %d bytes", name, length)
                        .doesNotThrowAnyException();
            }
        });
    }

    @Test
    void a_png_gif_or_webp_cut_off_inside_is_refused() throws IOException {
        byte[] gif = Pictures.gif(40, 30, 1);
        byte[] withoutTrailer = Bytes.first(gif, gif.length - 1);
        for (byte[] bytes :
                List.of(Pictures.of("png", 40, 30), withoutTrailer, Pictures.webp(Pictures.lossless(40, 30)))) {
            for (int length = 0; length < bytes.length; length++) {
                assertThat(answer(Bytes.first(bytes, length)))
                        .as("%d bytes", length)
                        .isEmpty();
            }
        }
    }

    @Test
    void fifty_thousand_mutations_are_judged_or_refused() throws IOException {
        long seed = 42;
        Random random = new Random(seed);
        List<Map.Entry<String, byte[]>> files = new ArrayList<>(valid().entrySet());

        for (int round = 0; round < 50_000; round++) {
            Map.Entry<String, byte[]> file = files.get(round % files.size());
            byte[] mutated = mutated(file.getValue(), random);
            assertThatCode(() -> answer(mutated))
                    .as("%s, round %d, seed %d", file.getKey(), round, seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_file_of_nothing_but_tiny_chunks_is_read_once() {
        byte[] chunk = Pictures.chunk("tEXt", new byte[0]);
        byte[] chunks = new byte[8 * 1024 * 1024 / chunk.length * chunk.length];
        for (int at = 0; at < chunks.length; at += chunk.length) {
            System.arraycopy(chunk, 0, chunks, at, chunk.length);
        }
        Bytes source = new Bytes(Pictures.png(Pictures.header(8, 8), chunks));

        assertThat(answer(source)).isEmpty();
        assertThat(source.read()).isLessThanOrEqualTo(source.size());
    }

    @Test
    void a_stream_without_end_is_read_no_further_than_the_limit() {
        BlobSource endless = new BlobSource() {
            @Override
            public long size() {
                return Long.MAX_VALUE;
            }

            @Override
            public InputStream open() {
                return new EndlessFill();
            }
        };

        assertThat(answer(endless)).isEmpty();
    }

    @Test
    void a_source_that_gives_less_than_it_says_is_refused() {
        byte[] png = Pictures.hollowPng(8, 8);
        BlobSource lying = new BlobSource() {
            @Override
            public long size() {
                return png.length + 100_000;
            }

            @Override
            public InputStream open() {
                return new Bytes(Bytes.first(png, 40)).open();
            }
        };

        assertThat(answer(lying)).isEmpty();
    }

    @Test
    void a_picture_behind_something_else_is_not_found() throws IOException {
        byte[] png = Pictures.of("png", 8, 8);
        for (String before : List.of("<html>", "<!--", "%PDF-1.4\n", "PK\3\4", " ", "GIF89a<script>", "BM/*", "\0")) {
            byte[] both = join(Bytes.ofText(before).open().readAllBytes(), png);

            assertThat(answer(both)).as(before).isEmpty();
        }
    }

    /** A JPEG that never gets past its fill bytes. */
    private static final class EndlessFill extends InputStream {
        private long at;

        @Override
        public int read() {
            return at++ == 1 ? 0xD8 : 0xFF;
        }
    }

    private static Optional<Inspection> answer(byte[] bytes) {
        return answer(new Bytes(bytes));
    }

    private static Optional<Inspection> answer(BlobSource source) {
        try {
            return Optional.of(new UploadValidator(POLICY).validate(source, null, null));
        } catch (UploadRejectedException e) {
            assertThat(e.violations()).isNotEmpty();
            return Optional.empty();
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int reach = random.nextBoolean() ? Math.min(64, mutated.length) : mutated.length;
        for (int change = random.nextInt(8); change >= 0; change--) {
            mutated[random.nextInt(reach)] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> (byte) 0xFF;
                case 2 -> (byte) 0x7F;
                default -> (byte) random.nextInt(256);
            };
        }
        return mutated;
    }

    private static Map<String, byte[]> valid() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpeg", Pictures.of("jpeg", 40, 30));
        files.put("progressive jpeg", Pictures.progressiveJpeg(40, 30));
        files.put("png", Pictures.of("png", 40, 30));
        files.put("gif", Pictures.gif(40, 30, 3));
        files.put("bmp", Pictures.of("bmp", 8, 8));
        files.put("lossy webp", Pictures.webp(Pictures.lossy(40, 30)));
        files.put("lossless webp", Pictures.webp(Pictures.lossless(40, 30)));
        files.put(
                "animated webp",
                Pictures.webp(Pictures.extended(40, 30), Pictures.webpFrame(40, 30), Pictures.webpFrame(40, 30)));
        files.put("avif", Pictures.heif("avif", Pictures.size(40, 30)));
        files.put("heic", Pictures.heif("heic", Pictures.size(40, 30)));
        files.put("mp4", Bytes.hex("00000018 'ftypisom' 00000200 'isomavc1'"));
        return files;
    }
}
