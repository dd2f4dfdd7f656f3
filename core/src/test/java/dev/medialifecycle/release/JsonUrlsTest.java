package dev.medialifecycle.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.MediaLifecycleException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonUrlsTest {
    @Test
    void a_star_stands_for_every_element_and_every_member() {
        String json = "{'a': ['x', null, 'y'], 'b': {'one': ['z'], 'two': [], 'three': 5}}";

        assertThat(urls(json, "/a/*")).containsExactly("x", "y");
        assertThat(urls(json, "/b/*/*")).containsExactly("z");
        assertThat(urls(json, "/a/2", "/b/one/0", "/a/9", "/a/-")).containsExactly("y", "z");
    }

    @Test
    void pointers_find_names_that_need_escapes() {
        assertThat(urls("{'a/b': 'x', 'a~b': 'y', 'a~1b': 'no', '': 'z'}", "/a~1b", "/a~0b", "/"))
                .containsExactly("x", "y", "z");
    }

    @Test
    void what_is_not_there_is_passed_over() {
        assertThat(urls("{'images': null, 'schema': 'text'}", "/images/*", "/schema/imageUrl", "/missing/x"))
                .isEmpty();
        assertThat(urls("[]", "/images/*")).isEmpty();
        assertThat(urls("null", "/images/*")).isEmpty();
    }

    @Test
    void a_pointer_to_something_other_than_text_is_refused_with_the_pointer_that_may_be_meant() {
        assertThatThrownBy(() -> urls("{'images': []}", "/images"))
                .hasMessage("ML-CFG-004 JSON pointer \"/images\" leads to something that is not text."
                        + " Next: try \"/images/*\"");
        assertThatThrownBy(() -> urls("{'images': [1]}", "/images/*")).hasMessageStartingWith("ML-CFG-004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{'images': ['https://secret'",
                "{'images': ['https://secret']",
                "{'a': secret}",
                "{'a': 1} x",
                "{} {}",
                "{'images': ['https://secret'], 'images': []}",
                "secret"
            })
    void text_that_is_not_json_is_refused_and_not_repeated(String json) {
        assertThatThrownBy(() -> urls(json, "/images/*"))
                .isInstanceOf(MediaLifecycleException.class)
                .hasMessageStartingWith("ML-CFG-004 Record is not JSON at line 1, column ")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void nesting_that_is_meant_to_break_parsers_is_refused_or_passed_over() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThatThrownBy(() -> urls("{'a': " + deep + "}", "/images/*")).hasMessageStartingWith("ML-CFG-004");
        assertThat(urls("{'a': " + "[".repeat(400) + "]".repeat(400) + ", 'images': ['x']}", "/images/*"))
                .containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "", "$.images", "/a~b", "/a~2", "/a~~01"})
    void a_pointer_that_is_none_is_refused(String pointer) {
        assertThatThrownBy(() -> UrlCollector.jsonPointers(pointer))
                .hasMessageStartingWith("ML-CFG-004 JSON pointer \"" + pointer + "\"");
    }

    @Test
    void a_collector_without_pointers_is_refused() {
        assertThatThrownBy(UrlCollector::jsonPointers).hasMessageStartingWith("ML-CFG-004");
    }

    private static List<String> urls(String json, String... pointers) {
        return UrlCollector.jsonPointers(pointers).urls(json.replace('\'', '"'));
    }
}
