package dev.medialifecycle.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlCollectorTest {
    private static final Patch.Schema NESTED = new Patch.Schema("2", URI.create("https://cdn.example/u1/schema.png"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 25})
    void three_ways_give_the_same_for_any_number_of_images(int images) {
        Patch patch = Patch.with(images, NESTED);
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= images; number++) {
            expected.add("https://cdn.example/u1/" + number + ".png");
        }
        expected.add("https://cdn.example/u1/schema.png");

        assertThat(Patch.BY_FUNCTION.urls(patch)).isEqualTo(expected);
        assertThat(Patch.BY_ANNOTATION.urls(patch)).isEqualTo(expected);
        assertThat(Patch.BY_POINTERS.urls(patch.json())).isEqualTo(expected);
    }

    @Test
    void three_ways_pass_over_a_nested_null() {
        for (Patch patch : List.of(Patch.with(2, null), Patch.with(2, new Patch.Schema("2", null)))) {
            assertThat(Patch.BY_FUNCTION.urls(patch)).hasSize(2);
            assertThat(Patch.BY_ANNOTATION.urls(patch)).hasSize(2);
            assertThat(Patch.BY_POINTERS.urls(patch.json())).hasSize(2);
        }
    }

    @Test
    void three_ways_leave_out_null_and_blank_and_what_was_found_before() {
        Patch patch = new Patch(
                "p1",
                Stream.of("https://b", null, "  ", "https://a", "", "https://b")
                        .map(url -> new Patch.Image(url, ""))
                        .toList(),
                new Patch.Schema("2", URI.create("https://a")));

        assertThat(Patch.BY_FUNCTION.urls(patch)).containsExactly("https://b", "https://a");
        assertThat(Patch.BY_ANNOTATION.urls(patch)).containsExactly("https://b", "https://a");
        assertThat(Patch.BY_POINTERS.urls(patch.json())).containsExactly("https://b", "https://a");
    }

    @Test
    void a_function_that_fails_is_not_taken_for_a_record_without_urls() {
        UrlCollector<String> failing =
                UrlCollector.of(record -> Arrays.asList("a", "b").stream().map(url -> {
                    throw new IllegalStateException("lazy list, session closed");
                }));

        assertThatThrownBy(() -> failing.urls("r1")).hasMessage("lazy list, session closed");
    }

    @Test
    void what_was_collected_cannot_be_changed() {
        List<String> urls = UrlCollector.<String>of(Stream::of).urls("https://a");

        assertThatThrownBy(() -> urls.add("https://b")).isInstanceOf(UnsupportedOperationException.class);
    }
}
