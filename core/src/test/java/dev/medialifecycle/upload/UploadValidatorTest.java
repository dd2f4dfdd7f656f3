package dev.medialifecycle.upload;

import static dev.medialifecycle.upload.Bytes.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.asset.Dimensions;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadValidatorTest {
    private static final UploadPolicy POLICY =
            UploadPolicy.images("local", "private", KeyTemplate.of("{owner}/{uuid}.{ext}"));
    private static final String ACCEPTED = " Accepted: image/jpeg, image/png, image/webp";

    @Test
    void tells_type_and_dimensions_with_no_storage_in_sight() throws IOException {
        Inspection seen = inspect(POLICY, Pictures.of("png", 320, 200), "image/png", "a.png");

        assertThat(seen).isEqualTo(new Inspection(MediaType.PNG, new Dimensions(320, 200), 1));
    }

    @Test
    void a_type_that_is_not_accepted_is_named() throws IOException {
        assertThat(refused(POLICY, text("hello"), "text/plain", "a.txt"))
                .containsExactly("ML-UP-001 Unsupported file type: text/plain." + ACCEPTED);
        assertThat(refused(POLICY, Pictures.gif(8, 8, 30), "image/gif", "a.gif"))
                .containsExactly("ML-UP-001 Unsupported file type: image/gif." + ACCEPTED);
        assertThat(refused(POLICY, text("a;b"), "text/csv", null))
                .containsExactly("ML-UP-001 Unsupported file type: text/csv." + ACCEPTED);
        assertThat(refused(POLICY, new byte[] {0, 1, 2}, null, null))
                .containsExactly("ML-UP-001 Unsupported file type: application/octet-stream." + ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "<svg xmlns='x'/>, image/svg+xml",
        "<?xml version='1.0'?><!-- x --><svg/>, image/svg+xml",
        "<!DOCTYPE svg>, image/svg+xml",
        " <!DOCTYPE HTML><p>, text/html",
        "<ScRiPt>alert(1)</ScRiPt>, text/html",
        "\uFEFF<html>, text/html",
        "<?xml version='1.0'?><a/>, application/xml",
        "%PDF-1.7, application/pdf",
        "OggS, application/ogg"
    })
    void what_can_carry_script_is_named_and_refused(String start, String name) {
        assertThat(refused(POLICY, text(start), null, null))
                .containsExactly("ML-UP-001 Unsupported file type: " + name + "." + ACCEPTED);
    }

    @Test
    void html_that_was_renamed_contradicts_its_name_and_its_declared_type() {
        UploadRejectedException refusal = refusal(POLICY, text("<html><script>"), "image/png", "a.png");

        assertThat(refusal.code().code()).isEqualTo("ML-UP-003");
        assertThat(texts(refusal))
                .containsExactly(
                        "ML-UP-003 Content is text/html but was declared image/png.",
                        "ML-UP-003 Content is text/html but its name ends in .png.",
                        "ML-UP-001 Unsupported file type: text/html." + ACCEPTED);
    }

    @Test
    void content_of_another_accepted_type_is_refused_as_well() {
        byte[] webp = Pictures.webp(Pictures.lossy(8, 8));

        assertThat(refused(POLICY, webp, "image/png", null))
                .containsExactly("ML-UP-003 Content is image/webp but was declared image/png.");
        assertThat(refused(POLICY, webp, "image/webp", "b.a.PNG"))
                .containsExactly("ML-UP-003 Content is image/webp but its name ends in .png.");
        assertThat(refused(POLICY, webp, "image/svg+xml", null))
                .containsExactly("ML-UP-003 Content is image/webp but was declared image/svg+xml.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "text/plain",
                "image/*",
                "*/*",
                "image/jpg",
                "IMAGE/JPEG; q=1",
                "junk",
                ""
            })
    void what_says_nothing_or_says_it_otherwise_contradicts_nothing(String declared) throws IOException {
        byte[] jpeg = Pictures.of("jpeg", 8, 8);

        assertThat(inspect(POLICY, jpeg, declared, null).type()).isEqualTo(MediaType.JPEG);
        for (String name : List.of("a.txt", "a", "", ".", "a.", "a.jfif", "a.jpeg.exe", "..%2f")) {
            assertThat(inspect(POLICY, jpeg, declared, name).type()).isEqualTo(MediaType.JPEG);
        }
    }

    @Test
    void mpeg4_with_sound_alone_may_go_by_either_name() {
        UploadPolicy policy = POLICY.withAcceptedTypes(Set.of("video/mp4", "audio/mp4"));
        byte[] bytes = Bytes.hex("00000018 'ftypisom' 00000200 'isomavc1'");

        assertThat(inspect(policy, bytes, "audio/mp4", "a.m4a")).isEqualTo(new Inspection(MediaType.MP4, null, 1));
        assertThat(refused(policy, bytes, "video/webm", null))
                .containsExactly("ML-UP-003 Content is video/mp4 but was declared video/webm.");
    }

    @ParameterizedTest
    @CsvSource({"10485760, 10MB", "1048576, 1MB", "1572864, 1536KB", "2048, 2KB", "1000, 1000 bytes"})
    void the_size_limit_is_said_in_words_that_fit(long maxBytes, String size) {
        assertThat(UploadValidator.tooLarge(maxBytes))
                .hasMessage("ML-UP-002 File too large. Maximum size is " + size)
                .extracting(MediaLifecycleException::kind)
                .isEqualTo(ErrorKind.REJECTED);
    }

    @Test
    void one_byte_above_the_limit_is_too_much() {
        byte[] png = Pictures.hollowPng(8, 8);

        assertThat(inspect(POLICY.withMaxBytes(png.length), png, null, null).type())
                .isEqualTo(MediaType.PNG);
        assertThat(refused(POLICY.withMaxBytes(png.length - 1), png, null, null))
                .containsExactly("ML-UP-002 File too large. Maximum size is " + (png.length - 1) + " bytes");
    }

    @Test
    void no_bytes_and_broken_bytes_are_refused() {
        byte[] png = Pictures.hollowPng(8, 8);

        assertThat(refused(POLICY, new byte[0], "image/png", "a.png")).containsExactly("ML-UP-004 File is empty.");
        assertThat(refused(POLICY, Bytes.first(png, 40), null, null))
                .containsExactly("ML-UP-004 Image cannot be read: this image/png ends too early.");
    }

    @Test
    void a_huge_image_is_refused_from_its_header_alone() {
        byte[] bomb = join(
                Bytes.first(Pictures.hollowPng(50_000, 50_000), 33),
                Pictures.chunk("IDAT", new byte[1024 * 1024]),
                Pictures.chunk("IEND", new byte[0]));
        Bytes source = new Bytes(bomb);

        assertThatThrownBy(() -> new UploadValidator(POLICY).validate(source, null, null))
                .hasMessage("ML-UP-005 Image is 50000×50000 pixels; at most 40 megapixels are decoded.");
        assertThat(source.read()).isLessThan(32 * 1024);
    }

    @Test
    void as_many_pixels_as_allowed_are_not_too_many() {
        assertThat(inspect(POLICY, Pictures.hollowPng(8_000, 5_000), null, null).dimensions())
                .isEqualTo(new Dimensions(8_000, 5_000));
    }

    @Test
    void pixels_are_counted_without_overflow() {
        assertThat(refused(POLICY, Pictures.hollowPng(Integer.MAX_VALUE, Integer.MAX_VALUE), null, null))
                .containsExactly("ML-UP-005 Image is 2147483647×2147483647 pixels; at most 40 megapixels are decoded.");
        assertThat(refused(POLICY.withMaxPixels(1_500_000), Pictures.hollowPng(65_536, 65_536), null, null))
                .containsExactly("ML-UP-005 Image is 65536×65536 pixels; at most 1.5 megapixels are decoded.");
        assertThat(refused(POLICY.withMaxPixels(99), Pictures.hollowPng(10, 10), null, null))
                .containsExactly("ML-UP-005 Image is 10×10 pixels; at most 99 pixels are decoded.");
    }

    @Test
    void an_animation_needs_a_policy_that_allows_one() throws IOException {
        UploadPolicy stills = POLICY.withAcceptedTypes(Set.of("image/gif"));
        byte[] gif = Pictures.gif(8, 8, 4);

        assertThat(refused(stills, gif, null, null))
                .containsExactly("ML-UP-007 Image is animated; only still images are accepted.");
        assertThat(refused(stills.withMaxFrames(3), gif, null, null))
                .containsExactly("ML-UP-007 Image has more than 3 frames.");
        assertThat(inspect(stills.withMaxFrames(4), gif, null, null).frames()).isEqualTo(4);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        byte[] canvas = Pictures.extended(16_000, 16_000);
        byte[] frame = Pictures.webpFrame(8, 8);
        byte[] webp = Pictures.webp(canvas, frame, frame, Pictures.riffChunk("EXIF", new byte[2_000]));

        assertThat(refused(POLICY.withMaxBytes(1_999), webp, "image/png", null))
                .containsExactly(
                        "ML-UP-002 File too large. Maximum size is 1999 bytes",
                        "ML-UP-003 Content is image/webp but was declared image/png.",
                        "ML-UP-005 Image is 16000×16000 pixels; at most 40 megapixels are decoded.",
                        "ML-UP-007 Image is animated; only still images are accepted.");
    }

    @Test
    void a_source_that_breaks_is_no_refusal() {
        BlobSource broken = new BlobSource() {
            @Override
            public long size() {
                return 100;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("disk gone");
            }
        };

        assertThatThrownBy(() -> new UploadValidator(POLICY).validate(broken, null, null))
                .hasMessageStartingWith("ML-UP-010 Upload failed:")
                .isNotInstanceOf(UploadRejectedException.class)
                .hasRootCauseMessage("disk gone");
    }

    @Test
    void what_follows_an_image_does_not_change_what_it_is() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("a.txt"));
        }
        byte[] jpeg = Pictures.of("jpeg", 8, 8);

        assertThat(inspect(POLICY, join(jpeg, zip.toByteArray()), null, null).type())
                .isEqualTo(MediaType.JPEG);
        assertThat(refused(POLICY, join(zip.toByteArray(), jpeg), null, null))
                .containsExactly("ML-UP-001 Unsupported file type: application/zip." + ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../x.png", "..%2f", "a\0.png", "CON", "C:\\x.png", "/etc/passwd", "\uD800.png", "<b>.png"})
    void a_client_file_name_never_enters_a_key(String name) throws IOException {
        Inspection seen = inspect(POLICY, Pictures.of("png", 8, 8), null, name);
        UUID id = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b");

        assertThat(POLICY.keys().key("u42", id, Instant.EPOCH, seen.type())).isEqualTo("u42/" + id + ".png");
    }

    private static Inspection inspect(
            UploadPolicy policy, byte[] bytes, @Nullable String declaredType, @Nullable String name) {
        return new UploadValidator(policy).validate(new Bytes(bytes), declaredType, name);
    }

    private static UploadRejectedException refusal(
            UploadPolicy policy, byte[] bytes, @Nullable String declaredType, @Nullable String name) {
        return catchThrowableOfType(UploadRejectedException.class, () -> inspect(policy, bytes, declaredType, name));
    }

    private static List<String> refused(
            UploadPolicy policy, byte[] bytes, @Nullable String declaredType, @Nullable String name) {
        return texts(refusal(policy, bytes, declaredType, name));
    }

    private static List<String> texts(UploadRejectedException refusal) {
        return refusal.violations().stream().map(Violation::toString).toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
