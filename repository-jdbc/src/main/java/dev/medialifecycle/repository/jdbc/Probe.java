package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.retention.Candidate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** The SQL that finds candidates in one place of the host's tables. */
interface Probe {
    /** Where it looks, for reports. */
    String name();

    /** Those of the candidates that it finds. */
    Set<Candidate> among(Set<Candidate> candidates, Connection connection) throws SQLException;

    /** How many values there are in all. */
    String count(Connection connection) throws SQLException;

    /** What the database calls a column's type, in small letters. */
    static String typeOf(SqlName table, SqlName column, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + column.sql() + " FROM " + table.sql() + " WHERE 1 = 0");
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData columns = result.getMetaData();
            return columns.getColumnTypeName(1).toLowerCase(Locale.ROOT);
        }
    }
}
