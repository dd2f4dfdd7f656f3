package dev.medialifecycle.verifier;

import static dev.medialifecycle.verifier.Messages.SIGNATURE;
import static dev.medialifecycle.verifier.Messages.published;
import static dev.medialifecycle.verifier.Messages.rejected;
import static dev.medialifecycle.verifier.Messages.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void refuses_a_delivery_without_one_of_the_headers(String name) {
        Map<String, List<String>> headers = published();
        headers.remove(name);
        assertThat(verify(headers)).isEqualTo(rejected(Reason.MISSING_HEADER));

        headers.put(name, List.of());
        assertThat(verify(headers)).isEqualTo(rejected(Reason.MISSING_HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void refuses_a_header_that_comes_twice_even_with_equal_values(String name) {
        String value = published().get(name).get(0);

        assertThat(verify(published(name, value, value))).isEqualTo(rejected(Reason.DUPLICATE_HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void refuses_a_header_that_comes_in_two_cases(String name) {
        Map<String, List<String>> headers = published();
        headers.put(name.replace('w', 'W'), headers.get(name));

        assertThat(verify(headers)).isEqualTo(rejected(Reason.DUPLICATE_HEADER));
    }

    @Test
    void reads_header_names_in_any_case_and_values_with_space_around() {
        Map<String, List<String>> headers = Map.of(
                "Webhook-Id", List.of(" " + Messages.ID + "\t"),
                "WEBHOOK-TIMESTAMP", List.of("\t" + Messages.TIME + " "),
                "webhook-SIGNATURE", List.of("  " + SIGNATURE + "  "));

        assertThat(verify(headers)).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void takes_a_header_name_of_letters_that_merely_fold_to_ascii_for_another_header() {
        Map<String, List<String>> headers = published();
        headers.put("webhoo\u212A-id", headers.remove("webhook-id"));

        assertThat(verify(headers)).isEqualTo(rejected(Reason.MISSING_HEADER));
    }

    @Test
    void overlooks_null_names_null_lists_and_null_values() {
        Map<String, List<String>> headers = new HashMap<>(published());
        headers.put(null, List.of("HTTP/1.1 200 OK"));
        headers.put("Webhook-Id", null);
        headers.put("Webhook-Timestamp", Collections.singletonList(null));

        assertThat(verify(headers)).isInstanceOf(Verdict.Verified.class);
        headers.put("webhook-signature", Arrays.asList(null, null));
        assertThat(verify(headers)).isEqualTo(rejected(Reason.MISSING_HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "msg.1", ".", "msg_ä", "msg\u0000", "msg\u007f", "msg\n1", "\u0661"})
    void refuses_an_id_that_is_not_printable_ascii_without_a_dot(String id) {
        assertThat(verify(published("webhook-id", id))).isEqualTo(rejected(Reason.MALFORMED_ID));
    }

    @Test
    void accepts_an_id_of_256_characters_and_refuses_one_of_257() {
        for (int length : new int[] {1, 256, 257}) {
            Map<String, List<String>> headers =
                    Messages.signed(Messages.SECRET, "i".repeat(length), "" + Messages.TIME, Messages.BODY);
            assertThat(verify(headers) instanceof Verdict.Verified).isEqualTo(length <= 256);
        }
    }

    @Test
    void refuses_an_old_message_cut_at_another_dot() {
        byte[] body = Messages.utf8("1614265330.{\"test\": 2432232314}");
        Map<String, List<String>> old = Messages.signed(Messages.SECRET, "msg", "1", body);
        String signature = old.get("webhook-signature").get(0);

        assertThat(verify(Messages.headers("msg.1", "1614265330", signature))).isEqualTo(rejected(Reason.MALFORMED_ID));
    }

    @Test
    void reports_a_missing_header_before_a_repeated_one_and_grammar_before_time() {
        Map<String, List<String>> headers = published("webhook-id", "a", "b");
        headers.remove("webhook-signature");
        assertThat(verify(headers)).isEqualTo(rejected(Reason.MISSING_HEADER));

        Map<String, List<String>> stale = published("webhook-timestamp", "1");
        stale.put("webhook-signature", List.of("v1,"));
        assertThat(verify(stale)).isEqualTo(rejected(Reason.MALFORMED_SIGNATURE));
    }
}
