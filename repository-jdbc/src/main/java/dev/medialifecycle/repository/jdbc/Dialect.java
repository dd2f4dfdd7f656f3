package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between databases; all other SQL is the same for each. */
enum Dialect {
    /** H2 2.x, in a file, in memory, or as a server. */
    H2(
            "H2",
            List.of("h2/V001__tables.sql"),
            // H2 locks every row that it sorts, and an ORDER BY here would lock all that is due. The index yields them
            // in order.
            """
            SELECT id, effect, due_at, attempts, lease, last_error FROM ml_outbox USE INDEX (ml_outbox_due)
            WHERE state = 'DUE' AND due_at <= ? AND (lease_until IS NULL OR lease_until <= ?)
            FETCH FIRST ? ROWS ONLY FOR UPDATE SKIP LOCKED""",
            "MERGE INTO ml_mark (name, content) KEY (name) VALUES (?, ?)");

    private final String product;
    private final List<String> scripts;
    private final String lease;
    private final String putMark;

    Dialect(String product, List<String> scripts, String lease, String putMark) {
        this.product = product;
        this.scripts = scripts;
        this.lease = lease;
        this.putMark = putMark;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                return dialect;
            }
        }
        throw new MediaLifecycleException(
                ErrorCode.MISSING_PART, ErrorKind.UNSUPPORTED, "No SQL for the database " + product + ". Next: use H2");
    }

    /** The schema's versions in order, as resources beside this class. */
    List<String> scripts() {
        return scripts;
    }

    /** Locks the earliest entries that are due at the first value, and not leased at the second, passing over locked ones. */
    String lease() {
        return lease;
    }

    /** Sets or replaces a mark, also when somebody else puts the same one. */
    String putMark() {
        return putMark;
    }
}
