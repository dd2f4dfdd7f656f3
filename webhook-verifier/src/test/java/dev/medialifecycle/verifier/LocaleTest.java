package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "fa-IR", "my-MM", "ar-SA-u-nu-arab", "th-TH-u-nu-thai"})
    void verifies_the_published_message_whatever_the_default_locale(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        var headers = Messages.published();
        headers.put("WEBHOOK-ID", headers.remove("webhook-id"));
        headers.put("WEBHOOK-SIGNATURE", headers.remove("webhook-signature"));

        assertThat(Messages.verify(headers)).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void has_a_locale_among_these_that_writes_other_digits() {
        assertThat(String.format(Locale.forLanguageTag("ar-SA-u-nu-arab"), "%d", 1))
                .isEqualTo("\u0661");
    }
}
