package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.asset.AssetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of a host on several nodes: what its users keep, what they want done, and what the library told of. */
final class Errands {
    /** What a user wants done, and what must have become of the picture in the end. */
    enum Kind {
        /** Nothing: the picture stays. */
        KEEP,
        /** Its only row goes and it is released, in one transaction: the file must go. */
        RELEASE,
        /** The same, and the transaction is rolled back: the file must stay. */
        CHANGE_OF_MIND,
        /** One of its two rows goes and it is released: the file must stay, because of the other row. */
        RELEASE_ONE_OF_TWO,
        /** A picture comes in, with its row. */
        UPLOAD,
        /** A job over the picture is opened and fails, in one transaction: the host must be told. */
        FAILING_JOB
    }

    /** One of them; numbers are what bytes are made from. */
    record Errand(int number, Kind kind, @Nullable UUID asset) {
        AssetId assetId() {
            if (asset == null) {
                throw new IllegalStateException("Errand " + number + " has no picture");
            }
            return new AssetId(asset);
        }
    }

    private final DataSource dataSource;
    private final Transactions transactions;

    Errands(DataSource dataSource, Transactions transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    static void createTables(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (String sql : List.of(
                    "CREATE TABLE picture (asset_id UUID, place INTEGER, errand INTEGER, PRIMARY KEY (asset_id, place))",
                    "CREATE TABLE errand (number INTEGER PRIMARY KEY, kind VARCHAR(30), asset_id UUID, job_id UUID,"
                            + " state VARCHAR(10))",
                    "CREATE INDEX errand_state ON errand (state, number)",
                    "CREATE TABLE told (subject UUID, event VARCHAR(40), verdict VARCHAR(20), node VARCHAR(40))")) {
                statement.execute(sql);
            }
        }
    }

    /** In the transaction that is open: an errand that nobody else is at, which nobody else will be at before its end. */
    Optional<Errand> take() {
        return transactions
                .query(
                        "SELECT number, kind, asset_id FROM errand WHERE state = 'OPEN' FETCH FIRST 1 ROW ONLY"
                                + " FOR UPDATE SKIP LOCKED",
                        Errands::read)
                .stream()
                .findFirst();
    }

    static Errand read(ResultSet row) throws SQLException {
        return new Errand(row.getInt(1), Kind.valueOf(row.getString(2)), row.getObject(3, UUID.class));
    }

    void add(Errand errand, String state) {
        transactions.change(
                "INSERT INTO errand (number, kind, asset_id, state) VALUES (?, ?, ?, ?)",
                errand.number(),
                errand.kind().name(),
                errand.asset(),
                state);
    }

    void done(int number) {
        transactions.change("UPDATE errand SET state = 'DONE' WHERE number = ?", number);
    }

    void hasJob(int number, UUID job) {
        transactions.change("UPDATE errand SET job_id = ? WHERE number = ?", job, number);
    }

    void open(int from, int to) {
        transactions.run(() -> transactions.change(
                "UPDATE errand SET state = 'OPEN' WHERE state = 'LATER' AND number >= ? AND number < ?", from, to));
    }

    void show(AssetId asset, int place, int errand) {
        transactions.change(
                "INSERT INTO picture (asset_id, place, errand) VALUES (?, ?, ?)", asset.value(), place, errand);
    }

    void hide(AssetId asset, int place) {
        transactions.change("DELETE FROM picture WHERE asset_id = ? AND place = ?", asset.value(), place);
    }

    /** Outside any transaction. */
    <T> List<T> query(String sql, Transactions.Reader<T> reader, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed", e);
        }
    }

    long count(String sql) {
        return query(sql, row -> row.getLong(1)).get(0);
    }
}
