package dev.medialifecycle.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One transaction's changes: made at once, undone unless committed. */
final class Journal {
    private final Thread owner = Thread.currentThread();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean isOpen = true;

    /** The table, as long as the transaction lasts and in its own thread only. */
    <T> T in(T table) {
        if (!isOpen || Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "A transaction is valid only inside the work, and the thread, it was handed to");
        }
        return table;
    }

    <K, V> void put(Map<K, V> table, K key, V row) {
        V before = in(table).put(key, row);
        undo.push(() -> restore(table, key, before));
    }

    <K, V> void remove(Map<K, V> table, K key) {
        V before = in(table).remove(key);
        undo.push(() -> restore(table, key, before));
    }

    void afterCommit(Runnable action) {
        in(afterCommit).add(action);
    }

    /** Keeps every change, and answers what is to be run now. */
    List<Runnable> commit() {
        undo.clear();
        return afterCommit;
    }

    /** Closes the transaction; what was not committed is undone, latest first. */
    void close() {
        isOpen = false;
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private static <K, V> void restore(Map<K, V> table, K key, @Nullable V before) {
        if (before == null) {
            table.remove(key);
        } else {
            table.put(key, before);
        }
    }
}
