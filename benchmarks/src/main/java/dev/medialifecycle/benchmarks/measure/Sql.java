package dev.medialifecycle.benchmarks.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A statement and done. */
public final class Sql {
    private Sql() {}

    /** Runs each statement in a transaction of its own. */
    public static void run(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** The first column of the only row. */
    public static String text(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    /** Lets the database forget the traces of earlier work; does nothing where that is not a thing. */
    public static void tidy(DataSource database, String... tables) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return;
            }
        }
        for (String table : tables) {
            run(database, "VACUUM ANALYZE " + table);
        }
    }

    /** The first column of the only row, as a number. */
    public static long number(DataSource database, String query) throws SQLException {
        return Long.parseLong(text(database, query));
    }
}
