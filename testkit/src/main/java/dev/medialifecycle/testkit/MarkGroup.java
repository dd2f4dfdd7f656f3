package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
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

    private void put(String name, String value) {
        run(tx -> tx.marks().put(name, value));
    }

    private Optional<String> find(String name) {
        return ask(tx -> tx.marks().find(name));
    }
}
