package com.example.tablestorage;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviderFactory;
import dev.medialifecycle.blob.StorageSettings;
import dev.medialifecycle.blob.UrlBase;
import java.time.Clock;
import org.h2.jdbcx.JdbcDataSource;

/** Type {@code table}: settings {@code jdbc-url}, {@code user}, {@code buckets} and {@code base-url}, and a password. */
public final class TableStorageFactory implements StorageProviderFactory {
    @Override
    public String type() {
        return "table";
    }

    @Override
    public StorageProvider open(String name, StorageSettings settings) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(settings.required("jdbc-url"));
        database.setUser(settings.text("user").orElse(""));
        database.setPassword(
                settings.optionalSecret("password", "TABLE_STORAGE_PASSWORD").orElse(""));
        UrlBase base = UrlBase.of(settings.required("base-url"));
        return new TableStorage(name, settings.names("buckets"), base, database, Clock.systemUTC());
    }
}
