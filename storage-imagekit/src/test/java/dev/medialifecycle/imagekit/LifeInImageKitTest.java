package dev.medialifecycle.imagekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitRequest;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole library over ImageKit: what a host does, seen from ImageKit's side. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LifeInImageKitTest {
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @TempDir
    Path spool;

    private MediaLifecycle media;

    @BeforeEach
    void open() {
        media = MediaLifecycle.builder()
                .storage(fixture.storage)
                .repository(new MemoryJobRepository())
                .clock(fixture.clock)
                .spool(spool)
                .noReferences()
                .uploads(
                        AssetRole.INPUT,
                        UploadPolicy.images("imagekit", "media", KeyTemplate.of("{owner}/inputs/{uuid}.{ext}")))
                .retention(RetentionPolicy.keepForever().with(AssetRole.INPUT, Retention.ephemeral()))
                .build();
    }

    @AfterEach
    void close() {
        media.close();
    }

    @Test
    void deletes_an_upload_by_one_request_with_its_file_id_and_no_search() {
        Asset asset = upload();
        assertThat(fixture.imagekit.fileAt(Account.path(asset.location()))).isPresent();
        int searches = fixture.count(ImageKitOperation.SEARCH);

        media.release(asset.id());
        runAllThatIsDue();

        assertThat(fixture.imagekit.received(ImageKitOperation.DELETE))
                .extracting(ImageKitRequest::target)
                .containsExactly("/v1/files/" + asset.handle());
        assertThat(fixture.count(ImageKitOperation.SEARCH)).isEqualTo(searches);
        assertThat(media.asset(asset.id()).map(Asset::state)).contains(AssetState.DELETED);
    }

    @Test
    void finds_out_that_a_delete_happened_whose_answer_was_lost() {
        Asset asset = upload();
        fixture.imagekit.trouble(ImageKitOperation.DELETE, 1, new ImageKitTrouble.LostAnswer());

        media.release(asset.id());
        runAllThatIsDue();

        assertThat(media.asset(asset.id()).map(Asset::state)).contains(AssetState.DELETED);
        assertThat(fixture.count(ImageKitOperation.DELETE)).isEqualTo(1);
    }

    @Test
    void deletes_in_the_end_what_was_throttled() {
        List<Asset> assets = List.of(upload(), upload(), upload());
        fixture.imagekit.trouble(
                ImageKitOperation.BULK_DELETE,
                1,
                new ImageKitTrouble.Answer(429, "{}", Map.of("X-RateLimit-Reset", "60000")));

        media.release(assets.stream().map(Asset::id).toList());
        runAllThatIsDue();
        assertThat(fixture.imagekit.files()).hasSize(3);
        fixture.clock.advance(Duration.ofMinutes(1));
        runAllThatIsDue();

        assertThat(fixture.imagekit.files()).isEmpty();
        assertThat(media.givenUp(10)).isEmpty();
    }

    @Test
    void keeps_what_somebody_moved_and_shows_it_as_given_up() {
        Asset asset = upload();
        fixture.imagekit.move(String.valueOf(asset.handle()), "/media/kept/a.png");

        media.release(asset.id());
        runAllThatIsDue();

        assertThat(fixture.imagekit.fileAt("/media/kept/a.png")).isPresent();
        assertThat(media.givenUp(10)).hasSize(1);
    }

    @Test
    void is_examined_and_found_healthy() {
        assertThat(media.diagnose().with(Finding.Status.FAILED)).isEmpty();
        assertThat(fixture.imagekit.files()).as("nothing is left").isEmpty();
    }

    private Asset upload() {
        Asset asset = media.upload(Upload.of("u1", AssetRole.INPUT, new ByteArrayInputStream(PIXEL)));
        assertThat(asset.handle()).isNotNull();
        return asset;
    }

    private void runAllThatIsDue() {
        for (int run = 0; run < 5; run++) {
            PassReport unused = media.runDue(100);
            fixture.clock.advance(Duration.ofSeconds(10));
        }
    }
}
