package dev.medialifecycle.benchmarks.measure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program was asked for, as {@code name=value}; a name that nobody reads is refused, because it is a typing error. */
public final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /** Reads {@code name=value} pairs, of which each name is one of those {@code known}. */
    public Arguments(String[] args, String... known) {
        for (String arg : args) {
            String[] parts = arg.split("=", 2);
            if (parts.length < 2 || !List.of(known).contains(parts[0])) {
                throw new IllegalArgumentException(
                        "Not understood: " + arg + ". Next: name=value with one of " + String.join(", ", known));
            }
            values.put(parts[0], parts[1]);
        }
    }

    /** A whole number, or this one. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Several whole numbers with commas between them, or these. */
    public List<Integer> numbers(String name, Integer... otherwise) {
        String value = values.get(name);
        return value == null
                ? List.of(otherwise)
                : Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
    }

    /** A word, or this one. */
    public String word(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
