package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A name has one value. */
abstract class MarkGroup extends RepositoryGroup {
    MarkGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void sets_replaces_and_forgets() {
        assertThat(find("paused")).isEmpty();

        put("paused", "by hand");
        put("paused", "by hand again");
        put("other", "");
        assertThat(find("paused")).contains("by hand again");
        assertThat(find("other")).contains("");

        run(tx -> tx.marks().remove("paused"));
        run(tx -> tx.marks().remove("paused"));
        assertThat(find("paused")).isEmpty();
        assertThat(find("other")).contains("");
    }

    @Test
    void takes_names_of_200_and_values_of_1000_characters() {
        String name = "\u20ac".repeat(200);
        String value = "\u20ac".repeat(1_000);

        put(name, value);

        assertThat(find(name)).contains(value);
    }

    @Test
    void tells_names_apart_byte_for_byte() {
        put("sweep:media", "one");
        put("sweep:Media", "two");
        put("sweep:media ", "three");

        assertThat(find("sweep:media")).contains("one");
        assertThat(find("sweep:Media")).contains("two");
    }

    @Test
    void replaces_a_mark_only_if_it_is_as_expected() {
        assertThat(replaced("lease", "1 mine", "2 mine")).isFalse();
        assertThat(find("lease")).isEmpty();
        assertThat(replaced("lease", null, "1 mine")).isTrue();
        assertThat(replaced("lease", null, "1 theirs")).isFalse();
        assertThat(replaced("lease", "1 theirs", null)).isFalse();
        assertThat(replaced("lease", "1 Mine", "2 theirs")).isFalse();
        assertThat(replaced("lease", "1 mine ", "2 theirs")).isFalse();
        assertThat(find("lease")).contains("1 mine");

        assertThat(replaced("lease", "1 mine", "2 mine")).isTrue();
        assertThat(replaced("lease", "2 mine", "2 mine")).isTrue();
        assertThat(find("lease")).contains("2 mine");

        assertThat(replaced("lease", "2 mine", null)).isTrue();
        assertThat(replaced("lease", null, null)).isTrue();
        assertThat(find("lease")).isEmpty();
    }

    @Test
    void replaces_what_the_same_transaction_put() {
        run(tx -> {
            tx.marks().put("lease", "");
            assertThat(tx.marks().replace("lease", "", "1")).isTrue();
            assertThat(tx.marks().replace("lease", "1", null)).isTrue();
            assertThat(tx.marks().replace("lease", null, "2")).isTrue();
        });

        assertThat(find("lease")).contains("2");
    }

    private boolean replaced(String name, @Nullable String expected, @Nullable String next) {
        return ask(tx -> tx.marks().replace(name, expected, next));
    }

    private void put(String name, String value) {
        run(tx -> tx.marks().put(name, value));
    }

    private Optional<String> find(String name) {
        return ask(tx -> tx.marks().find(name));
    }
}
