package dev.medialifecycle.repository.jdbc;

import java.util.regex.Pattern;

/** An identifier that is safe to be a part of a statement: a plain word, folded by the database as usual, or a quoted one. */
record SqlName(String sql) {
    private static final String PART = "(?:[A-Za-z_][A-Za-z0-9_$]*|\"[^\"\\p{Cntrl}]+\")";
    private static final Pattern COLUMN = Pattern.compile(PART);
    private static final Pattern TABLE = Pattern.compile("(?:" + PART + "\\.){0,2}" + PART);

    static SqlName table(String name) {
        return checked(name, TABLE, "table");
    }

    static SqlName column(String name) {
        return checked(name, COLUMN, "column");
    }

    private static SqlName checked(String name, Pattern allowed, String what) {
        if (!allowed.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of a " + what + ": " + name);
        }
        return new SqlName(name);
    }

    /** For reports, without quotes. */
    @Override
    public String toString() {
        return sql.replace("\"", "");
    }
}
