package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.retention.ReferenceSource;
import javax.sql.DataSource;

/**
 * Reference sources over the host's own tables in H2 or PostgreSQL: whatever the number of candidates, one question for them all,
 * which an index on the column answers. Tables and columns are named as in SQL, {@code schema.table} and {@code "Quoted"}
 * included; they are checked and are the only part of the SQL that a host can influence. Nothing is asked before the first pass, and a table that
 * cannot be read then throws, so that nothing is deleted.
 */
public final class JdbcReferences {
    private final DataSource dataSource;

    private final Naming naming;

    private JdbcReferences(DataSource dataSource, Naming naming) {
        this.dataSource = dataSource;
        this.naming = naming;
    }

    /** Over the tables that this data source sees; it may be another than the repository's. */
    public static JdbcReferences on(DataSource dataSource) {
        return new JdbcReferences(dataSource, Naming.ASSETS);
    }

    /**
     * A column of UUIDs, which are asset ids, or of text, each value as the library gives it out: an asset id, a key with or without
     * its bucket, or a public URL, over https, http or neither. A column in which URLs have been spelled otherwise, with parameters
     * for example, has to be read as a whole instead: {@code MediaLifecycleBuilder.references(name, values)}.
     */
    public ReferenceSource column(String table, String column) {
        return new ProbedReferences(dataSource, new ColumnProbe(SqlName.table(table), SqlName.column(column), naming));
    }

    /**
     * The text under a path in a column of JSON objects, or of their text; each value as in {@link #column}. PostgreSQL uses an
     * index on {@code (metadata ->> 'name')}; H2 reads the column, unless the host gives it a generated column and names that in
     * {@link #column}.
     */
    public ReferenceSource json(String table, String column, String... path) {
        return new ProbedReferences(
                dataSource, new JsonProbe(SqlName.table(table), SqlName.column(column), JsonPath.of(path), naming));
    }

    /**
     * The same over places that hold ids of jobs, ours or the vendor's: whatever is kept of such a job's outputs is in use. Needs
     * the library's own tables in this data source.
     */
    public JdbcReferences jobs() {
        return new JdbcReferences(dataSource, Naming.JOBS);
    }
}
