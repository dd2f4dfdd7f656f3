package dev.medialifecycle.examples.quickstart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The host's own table: what its user keeps, by URL. */
final class Gallery {
    /** A row, with what its file must contain. */
    record Row(String imageUrl, String sha256) {}

    private final DataSource dataSource;
    private final Transactions transactions;

    Gallery(DataSource dataSource, Transactions transactions) throws SQLException {
        this.dataSource = dataSource;
        this.transactions = transactions;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists gallery (image_url varchar(2000) primary key, sha256 varchar(64))");
        }
    }

    /** In the transaction that is open. */
    int insert(String imageUrl, String sha256) {
        return transactions.change(
                "merge into gallery (image_url, sha256) key (image_url) values (?, ?)", imageUrl, sha256);
    }

    /** In the transaction that is open. */
    int delete(String imageUrl) {
        return transactions.change("delete from gallery where image_url = ?", imageUrl);
    }

    /** Everything the host still needs, for whoever wants to delete something. */
    Stream<String> imageUrls() {
        return rows().stream().map(Row::imageUrl);
    }

    List<Row> rows() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select image_url, sha256 from gallery order by image_url")) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new Row(found.getString(1), found.getString(2)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The gallery cannot be read", e);
        }
    }
}
