package dev.medialifecycle.blob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @Test
    void encodes_all_but_slashes_and_unreserved_characters() {
        assertThat(PercentEncoding.encode("a/B-._~ +%?#\u00e9\ud83d\ude00"))
                .isEqualTo("a/B-._~%20%2B%25%3F%23%C3%A9%F0%9F%98%80");
    }

    @Test
    void decodes_exactly_once() {
        assertThat(PercentEncoding.decode("%252e%2F+%c3%A9\u00e9 ")).contains("%2e/+\u00e9\u00e9 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%2",
                "a%2",
                "%zz",
                "%2g",
                "%-1",
                "%+1",
                "%\uff12\uff10",
                "%ff",
                "%c0%ae",
                "%e0%80%af",
                "%ed%a0%80",
                "%f4%90%80%80",
                "%c3",
                "%c3a"
            })
    void decodes_nothing_that_is_not_strict_utf_8(String text) {
        assertThat(PercentEncoding.decode(text)).isEmpty();
    }

    @Test
    void decodes_no_half_characters() {
        assertThat(PercentEncoding.decode("\ud800")).isEmpty();
        assertThat(PercentEncoding.decode("%20\ud800")).isEmpty();
    }
}
