package dev.medialifecycle.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.JdbcReferences;
import dev.medialifecycle.repository.jdbc.Schema;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A host that runs on several machines at once: one database, one folder of files, and a library in each process. */
final class SharedHost implements AutoCloseable {
    static final String OWNER = "ann";
    static final String VENDOR = "painter";
    static final AssetRole PICTURE = AssetRole.INPUT;
    static final Duration LEASE = Duration.ofSeconds(2);
    static final Duration POLL = Duration.ofMillis(100);

    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

    private final HikariDataSource dataSource;
    private final Transactions transactions;
    private final Errands errands;
    private final LocalStorage disk;
    private final MediaLifecycle media;

    SharedHost(String url, Path folder, String node) {
        this.dataSource = pool(url);
        Schema.migrate(dataSource);
        this.transactions = new Transactions(dataSource);
        this.errands = new Errands(dataSource, transactions);
        this.disk = LocalStorage.at("disk", folder.resolve("store"))
                .bucket("pictures")
                .open();
        this.media = media(folder.resolve("spool"), new Tellings(dataSource, node));
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12);
        return new HikariDataSource(config);
    }

    private MediaLifecycle media(Path spool, LifecycleListener listener) {
        UploadPolicy films = new UploadPolicy(
                "disk", "pictures", 1 << 20, 1, 1, Set.of("video/mp4"), KeyTemplate.of("{owner}/{uuid}.{ext}"));
        Vendor vendor = new Vendor(
                VENDOR,
                (delivery, now) -> new Verification.Refused(Verification.Refusal.INVALID_SIGNATURE, "no webhooks here"),
                delivery -> Optional.empty(),
                null,
                new OutputTerms(Set.of("localhost"), Duration.ofHours(1)),
                new Patience(Duration.ofSeconds(2), Duration.ofHours(1)));
        return MediaLifecycle.builder()
                .storage(disk)
                .repository(JdbcJobRepository.joining(dataSource, transactions))
                .uploads(PICTURE, films)
                .uploads(AssetRole.OUTPUT, films)
                .vendor(vendor)
                .retention(RetentionPolicy.keepForever()
                        .with(PICTURE, Retention.forever().withQuarantine(Duration.ZERO)))
                .references(JdbcReferences.on(dataSource).column("picture", "asset_id"))
                .listener(listener)
                .spool(spool)
                .lease(LEASE)
                .confirmUploadsWithin(CONFIRM_WITHIN)
                .build();
    }

    MediaLifecycle media() {
        return media;
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    Transactions transactions() {
        return transactions;
    }

    Errands errands() {
        return errands;
    }

    LocalStorage disk() {
        return disk;
    }

    @Override
    public void close() {
        media.close();
        disk.close();
        dataSource.close();
    }
}
