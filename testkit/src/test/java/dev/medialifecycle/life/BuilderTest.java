package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.MediaLifecycleBuilder;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is wrong with a configuration or a call is said at once, with a code and the next step. */
class BuilderTest {
    private static final UUID NOBODY = new UUID(0, 7);

    private final World world = new World();

    private static MediaLifecycleBuilder complete() {
        return MediaLifecycle.builder()
                .storage(new MemoryStorage("store", Set.of("media"), ManualClock.at(World.START)))
                .repository(new MemoryJobRepository())
                .noReferences();
    }

    private static UploadPolicy policyOf(String provider) {
        return UploadPolicy.images(provider, "media", KeyTemplate.of("{owner}/{uuid}.{ext}"));
    }

    @Test
    void every_missing_part_is_named_with_the_call_that_adds_it() {
        fails(
                ErrorCode.MISSING_PART,
                "builder.repository",
                () -> MediaLifecycle.builder().build());
        fails(
                ErrorCode.MISSING_PART,
                "builder.storage",
                () -> MediaLifecycle.builder()
                        .repository(new MemoryJobRepository())
                        .build());
        fails(
                ErrorCode.MISSING_PART,
                "\"disk\"; there are [store]",
                () -> complete().uploads(AssetRole.INPUT, policyOf("disk")).build());
        fails(
                ErrorCode.MISSING_PART,
                "role \"output\"",
                () -> complete().vendor(Acme.vendor()).build());
        fails(
                ErrorCode.MISSING_PART,
                "named \"store\"",
                () -> complete()
                        .storage(new MemoryStorage("store", Set.of("media"), ManualClock.at(World.START)))
                        .build());
        fails(
                ErrorCode.MISSING_PART,
                "named \"gallery\"",
                () -> complete()
                        .references("gallery", Stream::empty)
                        .references("gallery", Stream::empty)
                        .build());
    }

    @Test
    void what_does_not_exist_is_said_to_be_missing() {
        fails(ErrorCode.ASSET_NOT_FOUND, NOBODY.toString(), () -> world.media.release(new AssetId(NOBODY)));
        fails(ErrorCode.ASSET_NOT_FOUND, NOBODY.toString(), () -> world.media.restore(new AssetId(NOBODY)));
        fails(ErrorCode.JOB_NOT_FOUND, NOBODY.toString(), () -> world.media.promote(new JobId(NOBODY), 0));
        fails(ErrorCode.MISSING_PART, "\"stranger\"", () -> world.media.openJob("u", "stranger", Set.of()));
        fails(
                ErrorCode.MISSING_PART,
                "role \"video\"",
                () -> world.media.upload(Upload.of("u", new AssetRole("video"), InputStream.nullInputStream())));
        fails(
                ErrorCode.MISSING_OWNER,
                "Next:",
                () -> world.media.upload(Upload.of(" ", World.KEPT, InputStream.nullInputStream())));
    }

    @Test
    void a_job_cannot_be_started_twice_under_two_ids_nor_use_another_owners_asset() {
        var job = world.running(Set.of(), "p1");
        assertThat(world.media
                        .jobStarted(job.id(), new VendorJobId(Acme.NAME, "p1"))
                        .vendorJobId())
                .isEqualTo(new VendorJobId(Acme.NAME, "p1"));
        fails(
                ErrorCode.JOB_CLOSED,
                job.id().toString(),
                () -> world.media.jobStarted(job.id(), new VendorJobId(Acme.NAME, "p2")));
        fails(
                ErrorCode.ASSET_NOT_FOUND,
                "asset",
                () -> world.media.openJob(
                        "user-2", Acme.NAME, Set.of(world.upload(World.KEPT).id())));
    }

    @Test
    void no_provider_may_be_given_a_key_that_leads_elsewhere() {
        for (String key : new String[] {"", "/a", "a/", "a//b", "../a", "a/./b", "a\0b", "\ud800", "a".repeat(1_025)}) {
            fails(ErrorCode.INVALID_LOCATION, "Next:", () -> new BlobLocation("store", "media", key));
        }
    }

    @Test
    void a_listener_that_throws_breaks_nothing() {
        World loud = new World(builder -> builder.listener(event -> {
            throw new IllegalStateException("the host's own bug");
        }));

        loud.running(Set.of(loud.upload(AssetRole.INPUT).id()), "p1");
        assertThat(loud.deliver("d1", "p1 failed").httpStatus()).isEqualTo(200);
        assertThat(loud.runDue().failed()).isZero();
        assertThat(loud.blobs.list("inputs", "", null).blobs()).isEmpty();
    }

    private static void fails(ErrorCode code, String says, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageStartingWith(code.code())
                .hasMessageContaining(says);
    }
}
