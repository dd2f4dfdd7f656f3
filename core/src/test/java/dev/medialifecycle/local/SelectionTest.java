package dev.medialifecycle.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void keeps_the_first_few_of_however_many_are_offered() {
        Selection selection = new Selection(3, key("k10050"));

        IntStream.range(0, 10_000)
                .map(number -> 10_000 + number * 7_919 % 10_000)
                .forEach(number -> selection.offer(entry("k" + number)));

        assertThat(keys(selection)).containsExactly("k10051", "k10052", "k10053");
        assertThat(selection.isFull()).isTrue();
    }

    @Test
    void sorts_a_directory_as_the_keys_in_it() {
        Selection selection = new Selection(9, null);

        List.of("a/", "a", "a0", "a-", "\uffee", "\ud83d\ude00").forEach(key -> selection.offer(entry(key)));

        assertThat(keys(selection)).containsExactly("a", "a-", "a/", "a0", "\uffee", "\ud83d\ude00");
    }

    private static List<String> keys(Selection selection) {
        return selection.inOrder().stream()
                .map(entry -> new String(entry.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Selection.Entry entry(String key) {
        return new Selection.Entry(key(key), null);
    }

    private static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
