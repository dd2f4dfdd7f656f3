package dev.medialifecycle.upload;

import static dev.medialifecycle.upload.Bytes.hex;
import static dev.medialifecycle.upload.Bytes.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Dimensions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImageHeaderTest {
    private static final int FRAME_LIMIT = 5;

    @Test
    void reads_what_the_jdk_writes() throws IOException {
        for (String format : new String[] {"jpeg", "png", "gif", "bmp"}) {
            ImageHeader header = read(Pictures.of(format, 321, 123));

            assertThat(header).as(format).isEqualTo(new ImageHeader(new Dimensions(321, 123), 1, null));
        }
        assertThat(read(Pictures.progressiveJpeg(640, 480))).isEqualTo(still(640, 480));
    }

    @Test
    void passes_over_the_thumbnail_in_an_exif_segment_and_over_fill_bytes() throws IOException {
        byte[] image = Pictures.of("jpeg", 640, 480);
        byte[] thumbnail = join(hex("'Exif' 0000"), Pictures.of("jpeg", 16, 12));
        int length = thumbnail.length + 2;
        byte[] exif = join(hex("ff ff ff e1"), new byte[] {(byte) (length >> 8), (byte) length}, thumbnail);

        byte[] withThumbnail = join(Bytes.first(image, 2), exif, rest(image, 2));

        assertThat(read(withThumbnail)).isEqualTo(still(640, 480));
    }

    @Test
    void takes_no_table_for_a_frame_header() {
        String frame = "ffc2 000b 08 01e0 0280 01 011100";

        for (String table :
                new String[] {"ffc4 0008 000102030405", "ffc8 0008 000102030405", "ffcc 0008 000102030405"}) {
            assertThat(read(hex("ffd8" + table + frame))).as(table).isEqualTo(still(640, 480));
        }
    }

    @Test
    void refuses_a_jpeg_without_a_frame_header_or_without_a_height() {
        assertThat(read(hex("ffd8 ffda 0002 00")).fault()).isEqualTo("has no frame header");
        assertThat(read(hex("ffd8 ffd9")).fault()).isEqualTo("has no frame header");
        assertThat(read(hex("ffd8 ffe0 0001")).fault()).isEqualTo("has a segment without a length");
        assertThat(read(hex("ffd8 ffe0 ffff 00")).fault()).isEqualTo("ends too early");
        assertThat(read(hex("ffd8 ffc0 0002")).fault()).isEqualTo("has a frame header that is too short");
        assertThat(read(hex("ffd8 ffc0 000b 08 0000 0040 01 011100")).fault()).isEqualTo("states no width and height");
    }

    @Test
    void counts_the_frames_of_a_gif_but_not_beyond_the_limit() throws IOException {
        assertThat(read(Pictures.gif(30, 20, 3)).frames()).isEqualTo(3);
        assertThat(read(Pictures.gif(30, 20, 40)).frames()).isEqualTo(FRAME_LIMIT + 1);
    }

    @Test
    void a_gif_is_as_large_as_the_frame_that_leaves_its_screen() {
        byte[] large = hex("'GIF89a' 0100 0100 00 00 00 2c 0000 0000 60ea 60ea 00 02 02 4c01 00 3b");
        byte[] far = hex("'GIF89a' 0100 0100 00 00 00 2c 6400 c800 0100 0100 00 02 02 4c01 00 3b");

        assertThat(read(large)).isEqualTo(still(60_000, 60_000));
        assertThat(read(far)).isEqualTo(still(101, 201));
    }

    @Test
    void a_gif_that_stops_or_holds_no_picture_is_broken() throws IOException {
        byte[] gif = Pictures.gif(30, 20, 1);

        assertThat(read(Bytes.first(gif, gif.length - 2)).fault()).isEqualTo("ends too early");
        assertThat(read(hex("'GIF89a' 0100 0100 00 00 00 3b")).fault()).isEqualTo("holds no pixels");
        assertThat(read(hex("'GIF89a' 0100 0100 00 00 00")).fault()).isEqualTo("ends too early");
        assertThat(read(hex("'GIF89a' 0100 0100 00 00 00 41")).fault())
                .isEqualTo("holds something that is no block of a GIF");
    }

    @Test
    void a_gif_may_lack_the_trailer() throws IOException {
        byte[] gif = Pictures.gif(30, 20, 1);

        assertThat(read(Bytes.first(gif, gif.length - 1))).isEqualTo(still(30, 20));
    }

    @Test
    void counts_the_frames_of_an_animated_png_whatever_it_states() {
        byte[] one = Pictures.chunk("acTL", hex("00000001 00000000"));
        byte[] three = Pictures.chunk("acTL", hex("00000003 00000000"));
        byte[] control = Pictures.chunk("fcTL", new byte[26]);
        byte[] pixels = Pictures.chunk("IDAT", new byte[4]);
        byte[] end = Pictures.chunk("IEND", new byte[0]);
        byte[] header = Pictures.header(7, 5);

        assertThat(read(Pictures.png(header, three, pixels, end)).frames()).isEqualTo(3);
        assertThat(read(Pictures.png(header, one, control, pixels, control, end))
                        .frames())
                .isEqualTo(2);
        assertThat(read(Pictures.png(header, pixels, end))).isEqualTo(still(7, 5));
    }

    @Test
    void a_png_without_its_end_or_its_pixels_is_broken_but_its_size_is_known() {
        byte[] whole = Pictures.hollowPng(7, 5);

        assertThat(read(Bytes.first(whole, whole.length - 1)))
                .isEqualTo(new ImageHeader(new Dimensions(7, 5), 1, "ends too early"));
        assertThat(read(Pictures.png(Pictures.header(7, 5), Pictures.chunk("IEND", new byte[0])))
                        .fault())
                .isEqualTo("holds no pixels");
        assertThat(read(Pictures.png(Pictures.chunk("IDAT", new byte[4]))).fault())
                .isEqualTo("does not begin with its header");
        assertThat(read(Pictures.hollowPng(-1, 5)).fault()).isEqualTo("states an impossible size");
        assertThat(read(Pictures.hollowPng(0, 5)).fault()).isEqualTo("states no width and height");
    }

    @Test
    void reads_both_codings_of_webp() {
        assertThat(read(Pictures.webp(Pictures.lossy(640, 480)))).isEqualTo(still(640, 480));
        assertThat(read(Pictures.webp(Pictures.lossless(16_384, 1)))).isEqualTo(still(16_384, 1));
    }

    @Test
    void an_extended_webp_is_as_large_as_the_largest_picture_in_it() {
        byte[] odd = Pictures.riffChunk("ICCP", new byte[3]);

        assertThat(read(Pictures.webp(Pictures.extended(640, 480), odd, Pictures.lossy(640, 480))))
                .isEqualTo(still(640, 480));
        assertThat(read(Pictures.webp(Pictures.extended(1, 1), Pictures.lossless(9_000, 9_000))))
                .isEqualTo(still(9_000, 9_000));
    }

    @Test
    void counts_the_frames_of_an_animated_webp_but_not_beyond_the_limit() {
        byte[] canvas = Pictures.extended(64, 48);
        byte[] frame = Pictures.webpFrame(64, 48);

        assertThat(read(Pictures.webp(canvas, frame, frame, frame)))
                .isEqualTo(new ImageHeader(new Dimensions(64, 48), 3, null));
        assertThat(read(Pictures.webp(canvas, frame, frame, frame, frame, frame, frame, frame))
                        .frames())
                .isEqualTo(FRAME_LIMIT + 1);
    }

    @Test
    void a_webp_that_stops_or_holds_no_picture_is_broken() {
        byte[] webp = Pictures.webp(Pictures.lossy(640, 480));

        assertThat(read(Bytes.first(webp, webp.length - 1)).fault()).isEqualTo("ends too early");
        assertThat(read(Pictures.webp(Pictures.extended(64, 48))).fault()).isEqualTo("holds no pixels");
        assertThat(read(Pictures.webp(Pictures.riffChunk("JUNK", new byte[4]))).fault())
                .isEqualTo("holds no pixels");
        assertThat(read(Pictures.webp(Pictures.riffChunk("VP8L", new byte[5]))).fault())
                .isEqualTo("lacks the mark of a lossless picture");
        assertThat(read(Pictures.webp(Pictures.riffChunk("VP8 ", new byte[10]))).fault())
                .isEqualTo("does not begin with a key frame");
    }

    @Test
    void a_webp_chunk_that_is_too_short_for_what_it_says_is_broken() {
        byte[] emptyCanvas = join(hex("'VP8X' 00000000 02 000000 3f0000 2f0000"), Pictures.lossy(64, 48));

        assertThat(read(Pictures.webp(emptyCanvas)).fault()).isEqualTo("ends too early");
    }

    @Test
    void reads_a_bitmap_upside_down_and_one_of_the_old_kind() {
        byte[] before = hex("'BM' 00000000 00000000 36000000");

        assertThat(read(join(before, hex("28000000 40010000 88ffffff")))).isEqualTo(still(320, 120));
        assertThat(read(join(before, hex("0c000000 4001 7800")))).isEqualTo(still(320, 120));
        assertThat(read(join(before, hex("28000000 ffffffff 10000000"))).fault())
                .isEqualTo("states no width and height");
        assertThat(read(join(before, hex("28000000 10000000 00000080"))).fault())
                .isEqualTo("states an impossible size");
    }

    @Test
    void reads_the_largest_size_that_an_avif_or_heic_states() {
        assertThat(read(Pictures.heif("avif", Pictures.size(800, 600)))).isEqualTo(still(800, 600));
        assertThat(read(Pictures.heif("heic", Pictures.size(512, 512), Pictures.size(4032, 3024))))
                .isEqualTo(still(4032, 3024));
    }

    @Test
    void an_avif_or_heic_whose_size_nobody_knows_is_broken() {
        byte[] sequence = join(Pictures.heif("avis", Pictures.size(8, 6)), Pictures.box("moov", new byte[8]));
        byte[] nested = Pictures.box("meta", hex("00000000 ffffffff"), hex("'iprp'"));

        byte[] tooShort = Pictures.box("ispe", hex("00000000 00000008"));

        assertThat(read(Pictures.heif("avif", tooShort, Pictures.size(8, 6))).fault())
                .isEqualTo("ends too early");
        assertThat(read(Pictures.heif("avif")).fault()).isEqualTo("states no width and height");
        assertThat(read(sequence).fault()).isEqualTo("is a sequence, of which only single images are read");
        assertThat(read(join(Pictures.box("ftyp", hex("'heic' 00000000")), nested))
                        .fault())
                .isEqualTo("has a box that is larger than what holds it");
    }

    private static ImageHeader still(int width, int height) {
        return new ImageHeader(new Dimensions(width, height), 1, null);
    }

    private static ImageHeader read(byte[] bytes) {
        MediaType type = MediaType.sniff(bytes).orElseThrow();
        try (HeaderInput in = HeaderInput.open(new Bytes(bytes), Long.MAX_VALUE)) {
            return ImageHeader.read(type, in, FRAME_LIMIT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] rest(byte[] bytes, int from) {
        return java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
