package dev.medialifecycle.upload;

import static dev.medialifecycle.upload.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @Test
    void knows_what_the_jdk_writes() throws IOException {
        assertThat(MediaType.sniff(Pictures.of("jpeg", 8, 8))).contains(MediaType.JPEG);
        assertThat(MediaType.sniff(Pictures.of("png", 8, 8))).contains(MediaType.PNG);
        assertThat(MediaType.sniff(Pictures.of("gif", 8, 8))).contains(MediaType.GIF);
        assertThat(MediaType.sniff(Pictures.of("bmp", 8, 8))).contains(MediaType.BMP);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "image/webp, 'RIFF' 24000000 'WEBPVP8L'",
                "audio/wav, 'RIFF' 24000000 'WAVEfmt '",
                "image/avif, 00000020 'ftypavif' 00000000",
                "image/avif, 0000001c 'ftypmif1' 00000000 'miafavif'",
                "image/heic, 0000001c 'ftypmif1' 00000000 'miafheic'",
                "image/heic, 00000018 'ftypheic' 00000000 'mif1heic'",
                "video/mp4, 00000018 'ftypisom' 00000200 'isomavc1'",
                "video/mp4, 00000018 'ftypmp42' 00000000 'mp42isom'",
                "audio/mp4, 00000018 'ftypM4A ' 00000000 'M4A mp42'",
                "video/quicktime, 00000014 'ftypqt  ' 00000000 'qt  '",
                "video/quicktime, 00000008 'wide' 00001000 'mdat'",
                "video/webm, 1a45dfa3 9f 4286 81 01 4282 84 'webm'",
                "audio/mpeg, 'ID3' 04 00 00000000",
                "audio/mpeg, fffb 90 64 00000000"
            })
    void knows_the_beginning_of(String mimeName, String head) {
        assertThat(MediaType.sniff(hex(head)).map(MediaType::mimeName)).contains(mimeName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B",
                "BM",
                "BMW is a car, and this is text",
                "GIF88a",
                "RIFF",
                "RIFFxxxxAVI ",
                "ID",
                "<svg/>",
                "<html>",
                "%PDF-1.7",
                "hello",
                "ftypisom",
                "xxxxftypzzzz"
            })
    void knows_nothing_about(String text) {
        assertThat(MediaType.sniff(text.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fffe 4100 4200", "fff1 5080", "ffff ffff", "1a45dfa3 a3 4282 88 'matroska'", "89 'PNG' 0a0a1a0a"
            })
    void is_not_taken_in_by(String head) {
        assertThat(MediaType.sniff(hex(head))).isEmpty();
    }

    @Test
    void spellings_case_and_parameters_of_a_name_do_not_matter() {
        assertThat(MediaType.of("image/jpg")).contains(MediaType.JPEG);
        assertThat(MediaType.of(" Image/PNG ; charset=binary")).contains(MediaType.PNG);
        assertThat(MediaType.of("image/svg+xml")).isEmpty();
        assertThat(MediaType.of("")).isEmpty();
        assertThat(MediaType.ofExtension("JPEG")).contains(MediaType.JPEG);
        assertThat(MediaType.ofExtension("exe")).isEmpty();
    }

    @Test
    void every_type_finds_itself_by_name_and_extension() {
        for (MediaType type : MediaType.values()) {
            assertThat(MediaType.of(type.mimeName())).contains(type);
            assertThat(type.extensions()).contains(type.extension());
            for (String extension : type.extensions()) {
                assertThat(MediaType.ofExtension(extension)).contains(type);
            }
        }
    }
}
