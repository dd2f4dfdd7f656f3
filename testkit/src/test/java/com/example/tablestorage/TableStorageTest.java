package com.example.tablestorage;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class TableStorageTest extends StorageProviderContract {
    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void createTables() throws SQLException, IOException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        try (Connection connection = database.getConnection();
                Reader schema = new InputStreamReader(
                        TableStorage.class.getResourceAsStream("schema.sql"), StandardCharsets.UTF_8)) {
            RunScript.execute(connection, schema);
            connection.createStatement().execute("INSERT INTO bucket (name) VALUES ('media')");
        }
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("SHUTDOWN");
        }
    }

    @Override
    protected StorageProvider open() {
        return open("media");
    }

    @Override
    protected String bucket() {
        return "media";
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(open(missingBucket()));
    }

    @Override
    protected int pageSize() {
        return TableStorage.PAGE;
    }

    @Override
    protected int partSize() {
        return TableStorage.PIECE;
    }

    private StorageProvider open(String bucket) {
        UrlBase base = UrlBase.of("https://media.example.com/files");
        return new TableStorage("table", Set.of(bucket), base, database, Clock.systemUTC());
    }
}
