package dev.medialifecycle.repository.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.relocation.HostTransaction;
import dev.medialifecycle.relocation.Moved;
import dev.medialifecycle.relocation.ReferenceRewriter;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A host's rows change in the very transaction in which an asset changes its place. */
@ParameterizedClass
@EnumSource(Server.class)
class RelocationTest {
    private static final AssetRole KEPT = new AssetRole("kept");

    @TempDir
    private Path spool;

    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private final MemoryStorage old = new MemoryStorage("old", Set.of("media"), clock);
    private final MemoryStorage fresh = new MemoryStorage("fresh", Set.of("media"), clock);
    private final List<MediaEvent> told = new CopyOnWriteArrayList<>();
    private final HikariDataSource dataSource;
    private final PlainHost host;
    private MediaLifecycle media;
    private Asset asset;

    RelocationTest(Server server) {
        dataSource = server.fresh();
        host = new PlainHost(dataSource);
    }

    @BeforeEach
    void open() throws SQLException, IOException {
        Schema.migrate(dataSource);
        Databases.execute(dataSource, "CREATE TABLE host_row (text VARCHAR)");
        media = MediaLifecycle.builder()
                .storage(old)
                .storage(fresh)
                .repository(JdbcJobRepository.joining(dataSource, host))
                .uploads(KEPT, UploadPolicy.images("old", "media", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                .references(JdbcReferences.on(dataSource).column("host_row", "text"))
                .listener(told::add)
                .spool(spool)
                .clock(clock)
                .build();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        asset = media.upload(Upload.of("user-1", KEPT, new ByteArrayInputStream(png.toByteArray())));
        host.begin();
        host.write(media.publicUrl(asset.id()).toString());
        host.commit();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void the_hosts_row_and_the_asset_change_together() {
        RelocationReport report = move(this::committed, this::rewrite);

        assertThat(report.count(RelocationVerdict.MOVED)).isOne();
        assertThat(now().location().provider()).isEqualTo("fresh");
        assertThat(now().createdAt()).isEqualTo(asset.createdAt());
        assertThat(rows()).containsExactly(media.publicUrl(asset.id()).toString());
        assertThat(told).hasAtLeastOneElementOfType(MediaEvent.AssetMoved.class);

        live();

        assertThat(media.retirement("old", "media").isDone()).isTrue();
        assertThat(media.asset(asset.location()).orElseThrow().state()).isEqualTo(AssetState.DELETED);
        assertThat(now().state()).isEqualTo(AssetState.ACTIVE);
    }

    @Test
    void neither_changes_if_the_rewriter_throws_after_it_has_written() {
        RelocationReport report = move(this::committed, moved -> {
            rewrite(moved);
            throw new IllegalStateException("thrown on purpose");
        });

        assertThat(report.count(RelocationVerdict.FAILED)).isOne();
        assertNothingChanged();
    }

    @Test
    void neither_changes_if_the_host_rolls_back_without_a_word() {
        RelocationReport report = move(
                work -> {
                    begin();
                    work.run();
                    end(End.ROLLBACK);
                },
                this::rewrite);

        assertThat(report.count(RelocationVerdict.FAILED)).isOne();
        assertThat(report.examples().get(0).why()).contains("ML-MV-003", "not committed");
        assertNothingChanged();
    }

    @Test
    void what_was_copied_before_a_failure_is_not_copied_again() {
        move(this::committed, moved -> {
            throw new IllegalStateException("thrown on purpose");
        });
        clock.advance(Duration.ofHours(3));
        media.runDue(100);
        // What is verified there is not even read here.
        old.delete(List.of(asset.blob()));

        assertThat(move(this::committed, this::rewrite).count(RelocationVerdict.MOVED))
                .isOne();

        assertThat(fresh.stat(now().location())).isPresent();
        assertThat(rows()).containsExactly(media.publicUrl(asset.id()).toString());
    }

    @Test
    void a_move_there_and_back_and_there_again_ends_where_it_should() {
        move(this::committed, this::rewrite);
        media.runDue(100);
        clock.advance(Duration.ofHours(1));
        media.relocate(Relocation.from("fresh", "media")
                .to("old", "media")
                .rewriting(this::rewrite)
                .within(this::committed));
        assertThat(now().location()).isEqualTo(asset.location());
        media.runDue(100);
        clock.advance(Duration.ofHours(1));

        move(this::committed, this::rewrite);
        live();

        assertThat(fresh.stat(now().location())).isPresent();
        assertThat(media.retirement("old", "media").isDone()).isTrue();
        assertThat(rows()).containsExactly(media.publicUrl(asset.id()).toString());
    }

    private RelocationReport move(HostTransaction transaction, ReferenceRewriter rewriter) {
        clock.advance(Duration.ofSeconds(1));
        return media.relocate(Relocation.from("old", "media")
                .to("fresh", "media")
                .rewriting(rewriter)
                .within(transaction));
    }

    private void assertNothingChanged() {
        media.runDue(100);
        assertThat(now()).isEqualTo(asset);
        assertThat(rows()).containsExactly(media.publicUrl(asset.id()).toString());
        assertThat(told).doesNotHaveAnyElementsOfTypes(MediaEvent.AssetMoved.class, MediaEvent.LeaveProposed.class);
        assertThat(move(this::committed, this::rewrite).count(RelocationVerdict.MOVED))
                .isOne();
    }

    private void rewrite(Moved moved) {
        try (var statement =
                host.current().orElseThrow().prepareStatement("UPDATE host_row SET text = ? WHERE text = ?")) {
            statement.setString(1, String.valueOf(moved.urlAfter()));
            statement.setString(2, String.valueOf(moved.urlBefore()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private enum End {
        COMMIT,
        ROLLBACK
    }

    private void committed(Runnable work) {
        begin();
        End how = End.ROLLBACK;
        try {
            work.run();
            how = End.COMMIT;
        } finally {
            end(how);
        }
    }

    private void begin() {
        try {
            host.begin();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void end(End how) {
        try {
            if (how == End.COMMIT) {
                host.commit();
            } else {
                host.rollBack();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void live() {
        for (int day = 0; day < 10; day++) {
            clock.advance(Duration.ofDays(1));
            media.runDue(1_000);
        }
    }

    private Asset now() {
        return media.asset(asset.id()).orElseThrow();
    }

    private List<String> rows() {
        return Databases.query(dataSource, "SELECT text FROM host_row");
    }
}
