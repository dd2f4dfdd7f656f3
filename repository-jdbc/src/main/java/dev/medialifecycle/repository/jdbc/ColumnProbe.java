package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.retention.Candidate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Looks for candidates in a column of ids or text. */
record ColumnProbe(SqlName table, SqlName column, Naming naming) implements Probe {
    private static final String UUID = "uuid";

    @Override
    public String name() {
        return table + "." + column;
    }

    @Override
    public Set<Candidate> among(Set<Candidate> candidates, Connection connection) throws SQLException {
        // A database that compares a UUID to text refuses the whole question.
        boolean isId = Probe.typeOf(table, column, connection).equals(UUID);
        CandidateNames names = isId ? naming.ids(candidates, connection) : naming.texts(candidates, connection);
        return among(names, isId ? UUID : "varchar", column.sql(), table.sql(), connection);
    }

    /** The names come back, not the values: a column may compare without regard to case. */
    static Set<Candidate> among(
            CandidateNames names, String type, String expression, String table, Connection connection)
            throws SQLException {
        String sql = "SELECT n.name FROM UNNEST(CAST(? AS " + type + " ARRAY)) AS n (name) WHERE EXISTS (SELECT 1 FROM "
                + table + " WHERE " + expression + " = n.name)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf(type, names.names()));
            Set<Candidate> found = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.addAll(names.called(result.getObject(1)));
                }
            }
            return found;
        }
    }

    @Override
    public String count(Connection connection) {
        return "SELECT COUNT(" + column.sql() + ") FROM " + table.sql();
    }
}
