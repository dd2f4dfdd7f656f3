package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.retention.Candidate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Looks for candidates under a path in a column of JSON. */
record JsonProbe(SqlName table, SqlName column, JsonPath path, Naming naming) implements Probe {
    @Override
    public String name() {
        return table + "." + column + "." + path;
    }

    @Override
    public Set<Candidate> among(Set<Candidate> candidates, Connection connection) throws SQLException {
        CandidateNames names = naming.texts(candidates, connection);
        String value = value(connection);
        return isH2(connection)
                ? read(names, value, connection)
                : ColumnProbe.among(names, "varchar", value, table.sql(), connection);
    }

    /** H2 has no index on an expression, so the column is read once, and what is no JSON object is noticed on the way. */
    private Set<Candidate> read(CandidateNames names, String value, Connection connection) throws SQLException {
        Map<String, String> byJson = new HashMap<>();
        for (Object name : names.names()) {
            byJson.put(quoted((String) name), (String) name);
        }
        String sql = "SELECT DISTINCT " + value + " FROM " + table.sql() + " WHERE " + value + " = ANY(?) OR ("
                + column.sql() + " IS JSON SCALAR AND CAST(" + column.sql() + " AS VARCHAR) <> 'null')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("varchar", byJson.keySet().toArray()));
            Set<Candidate> found = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String json = result.getString(1);
                    if (json == null) {
                        // Law 5: H2 makes text that is put into a JSON column one JSON string, which hides what it
                        // holds.
                        throw new SQLException(name() + " holds a JSON value that is no object", "22000");
                    }
                    found.addAll(names.called(byJson.getOrDefault(json, json)));
                }
            }
            return found;
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String count(Connection connection) throws SQLException {
        return "SELECT COUNT(" + value(connection) + ") FROM " + table.sql();
    }

    private String value(Connection connection) throws SQLException {
        boolean isJson = Probe.typeOf(table, column, connection).startsWith("json");
        if (isH2(connection)) {
            return path.inH2(isJson ? column.sql() : column.sql() + " FORMAT JSON");
        }
        return path.inPostgres(isJson ? column.sql() : "CAST(" + column.sql() + " AS jsonb)");
    }

    private static boolean isH2(Connection connection) throws SQLException {
        return Dialect.of(connection) == Dialect.H2;
    }
}
