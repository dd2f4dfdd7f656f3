package dev.medialifecycle.memory;

import dev.medialifecycle.repository.Marks;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryMarks implements Marks {
    private final Tables tables;
    private final Journal journal;

    MemoryMarks(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(journal.in(tables.marks).get(name));
    }

    @Override
    public void put(String name, String value) {
        if (name.length() > 200 || value.length() > 1000) {
            throw new IllegalArgumentException("A mark's name has at most 200 characters, its value 1,000");
        }
        journal.put(tables.marks, name, value);
    }

    @Override
    public void remove(String name) {
        journal.remove(tables.marks, name);
    }

    @Override
    public boolean replace(String name, @Nullable String expected, @Nullable String next) {
        if (!Objects.equals(find(name).orElse(null), expected)) {
            return false;
        }
        if (next != null) {
            put(name, next);
        } else {
            remove(name);
        }
        return true;
    }
}
