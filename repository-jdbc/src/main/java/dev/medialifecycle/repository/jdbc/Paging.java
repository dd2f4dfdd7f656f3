package dev.medialifecycle.repository.jdbc;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages in order of id: the first one begins with the lowest id there can be, so that it too walks the index. */
final class Paging {
    static final UUID FIRST_ID = new UUID(0, 0);

    private Paging() {}

    /** The operator that begins a page after {@code last}, or at {@link #FIRST_ID}. */
    static String beyond(@Nullable Object last) {
        return last == null ? ">=" : ">";
    }
}
