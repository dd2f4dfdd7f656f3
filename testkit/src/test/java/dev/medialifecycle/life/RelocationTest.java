package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.relocation.KeyRule;
import dev.medialifecycle.relocation.Moved;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage;
import dev.medialifecycle.testkit.FaultyStorage.Call;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.ForwardingStorage;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Assets that go elsewhere: what moves, what stays, and what leaves. */
class RelocationTest {
    private final Moves moves = new Moves();
    private final World world = moves.world;
    private final FaultyStorage archive = moves.archive;
    private final Relocation mislaid = moves.mislaid();
    private final Relocation elsewhere = moves.elsewhere();

    @Test
    void a_dry_run_counts_and_shows_and_touches_nothing() {
        List<Asset> videos = moves.shown(Moves.VIDEO, 3);
        Asset picture = world.upload(World.KEPT);
        world.plant("user-1/video-unknown.png");
        world.plant("user-1/other.png");
        List<Call> before = world.storage.journal();

        RelocationReport plan = world.media.planRelocation(mislaid);

        assertThat(plan.mode()).isEqualTo(SweepMode.DRY_RUN);
        assertThat(plan.count(RelocationVerdict.MOVED)).isEqualTo(3);
        assertThat(plan.count(RelocationVerdict.ORPHAN)).isOne();
        assertThat(plan.bytes())
                .isEqualTo(videos.stream()
                        .mapToLong(video -> video.content().size())
                        .sum());
        assertThat(plan.failed()).isZero();
        assertThat(plan.isComplete()).isFalse();
        assertThat(plan.examples()).hasSize(4);
        Asset first = videos.get(0);
        assertThat(plan.examples())
                .extracting(Object::toString)
                .contains("MOVED " + first.location() + " -> " + Moves.saved(first.location()));
        assertThat(world.storage
                        .journal()
                        .subList(before.size(), world.storage.journal().size()))
                .extracting(Call::operation)
                .containsOnly(Operation.LIST);
        assertThat(videos).allMatch(video -> video.equals(moves.now(video)));
        assertThat(moves.now(picture)).isEqualTo(picture);
    }

    @Test
    void mislaid_assets_go_under_the_right_prefix_and_keep_their_ids() {
        List<Asset> videos = moves.shown(Moves.VIDEO, 3);
        Asset picture = world.upload(World.KEPT);

        RelocationReport report = world.media.relocate(mislaid);

        assertThat(report.count(RelocationVerdict.MOVED)).isEqualTo(3);
        assertThat(report.isComplete()).isTrue();
        for (Asset video : videos) {
            Asset moved = moves.now(video);
            assertThat(moved.location()).isEqualTo(Moves.saved(video.location()));
            assertThat(moved.state()).isEqualTo(AssetState.ACTIVE);
            assertThat(moved.content()).isEqualTo(video.content());
            assertThat(moved.createdAt()).isEqualTo(video.createdAt());
            assertThat(moved.usedAt()).isEqualTo(video.usedAt());
        }
        assertThat(world.gallery).hasSize(3).allMatch(url -> url.contains("/saved/") && moves.isReadable(url));
        assertThat(moves.now(picture)).isEqualTo(picture);

        assertThat(videos).allMatch(world::has);
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(videos).noneMatch(world::has);
        assertThat(world.gallery).allMatch(moves::isReadable);
        assertThat(world.media.relocate(mislaid).toString()).isEqualTo("relocation:, 0 bytes");
    }

    @Test
    void listeners_are_told_of_each_move() {
        Asset video = moves.shown(Moves.VIDEO, 1).get(0);

        world.media.relocate(mislaid);

        MediaEvent.AssetMoved told = world.told(MediaEvent.AssetMoved.class).get(0);
        assertThat(told.before().location()).isEqualTo(video.location());
        assertThat(told.after()).isEqualTo(moves.now(video));
    }

    @Test
    void a_reference_that_was_not_rewritten_keeps_the_old_copy_until_a_later_run_rewrites_it() {
        Asset video = moves.shown(Moves.VIDEO, 1).get(0);
        List<Moved> asked = new ArrayList<>();

        world.media.relocate(mislaid.rewriting(asked::add));
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(world.has(video)).isTrue();
        assertThat(world.gallery).allMatch(moves::isReadable);
        assertThat(world.told(MediaEvent.LeaveVetoed.class)).isNotEmpty();
        assertThat(world.media.planRelocation(mislaid).count(RelocationVerdict.ALREADY_THERE))
                .isOne();

        RelocationReport again = world.media.relocate(mislaid.rewriting(moved -> {
            asked.add(moved);
            moves.rewrite(moved);
        }));
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(again.count(RelocationVerdict.ALREADY_THERE)).isOne();
        assertThat(again.count(RelocationVerdict.MOVED)).isZero();
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).before().id()).isEqualTo(video.id());
        assertThat(asked.get(1).urlBefore()).isEqualTo(asked.get(0).urlBefore());
        assertThat(asked.get(1).urlAfter()).isEqualTo(asked.get(0).urlAfter());
        assertThat(world.has(video)).isFalse();
        assertThat(world.gallery).allMatch(moves::isReadable);
        assertThat(Moves.puts(archive) + Moves.puts(world.storage))
                .as("one upload, one move")
                .isEqualTo(2);
    }

    @Test
    void an_asset_that_hosts_know_by_its_id_needs_no_rewriting() {
        Asset video = world.upload(Moves.VIDEO);
        world.gallery.add(video.id().toString());

        world.media.relocate(mislaid.rewriting(moved -> {}));
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(world.has(video)).isFalse();
        assertThat(moves.bytes(video.id())).isEqualTo(Pictures.png(3));
    }

    @Test
    void a_reference_that_is_a_bare_key_means_the_blob_in_every_bucket_and_keeps_both() {
        Asset video = world.upload(Moves.VIDEO);
        world.gallery.add(video.location().key());

        world.media.relocate(elsewhere);
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(world.has(video)).isTrue();
        assertThat(moves.now(video).location().provider()).isEqualTo("archive");
    }

    @Test
    void what_a_running_job_uses_stays_until_the_job_has_ended() {
        Asset pinned = world.upload(Moves.VIDEO);
        Job job = world.running(Set.of(pinned.id()), "p1");

        RelocationReport early = world.media.relocate(elsewhere);

        assertThat(early.count(RelocationVerdict.IN_FLIGHT)).isOne();
        assertThat(early.isComplete()).isFalse();
        assertThat(moves.now(pinned).location()).isEqualTo(pinned.location());
        assertThat(archive.journal()).isEmpty();
        assertThat(world.media.planRelocation(elsewhere).count(RelocationVerdict.IN_FLIGHT))
                .isOne();

        world.media.jobFailed(job.id(), "canceled");

        assertThat(world.media.relocate(elsewhere).count(RelocationVerdict.MOVED))
                .isOne();
    }

    @Test
    void what_a_job_begins_to_use_while_it_is_copied_stays_and_is_not_copied_twice() {
        Asset asset = world.upload(Moves.VIDEO);
        List<Job> jobs = new ArrayList<>();
        archive.onCall(1, Operation.PUT, new Fault.Meanwhile(() -> jobs.add(world.running(Set.of(asset.id()), "p1"))));

        assertThat(world.media.relocate(elsewhere).count(RelocationVerdict.IN_FLIGHT))
                .isOne();
        assertThat(moves.now(asset).location()).isEqualTo(asset.location());

        world.media.jobFailed(jobs.get(0).id(), "canceled");
        world.clock.advance(Duration.ofDays(2));
        world.runDue();

        assertThat(world.media.relocate(elsewhere).count(RelocationVerdict.MOVED))
                .isOne();
        assertThat(Moves.puts(archive)).isOne();
    }

    @Test
    void what_jobs_kept_follows_them() {
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.runDue();
        Job job = world.job("p1");
        Asset output = world.media.promote(job.id(), 0);

        world.media.relocate(elsewhere);
        world.runDue();
        world.clock.advance(Duration.ofHours(1));
        world.runDue();

        Asset moved = world.media.promote(job.id(), 0);
        assertThat(moved.id()).isEqualTo(output.id());
        assertThat(moved.location().provider()).isEqualTo("archive");
        assertThat(moves.bytes(moved.id())).isEqualTo(Pictures.png(9));
    }

    @Test
    void thumbnails_move_by_the_same_rule_or_stay_and_leave_with_their_original_wherever_both_are() {
        Asset original = world.upload(Moves.VIDEO);
        Asset near = moves.derived(original, "user-1/video-thumb.png");
        Asset far = moves.derived(original, "thumbs/1.png");

        world.media.relocate(mislaid);
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(moves.now(near).location().key()).isEqualTo("user-1/saved/video-thumb.png");
        assertThat(moves.now(far).location()).isEqualTo(far.location());
        assertThat(Stream.of(original, near, far).map(asset -> moves.now(asset).state()))
                .as("the old copy of the original takes no thumbnail along")
                .containsOnly(AssetState.ACTIVE);

        world.media.release(original.id());
        world.live(World.QUARANTINE.multipliedBy(3));

        assertThat(Stream.of(original, near, far).map(asset -> moves.now(asset).state()))
                .containsOnly(AssetState.DELETED);
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void two_assets_never_become_one() {
        Asset one = world.upload(Moves.VIDEO);
        Asset other = world.upload(Moves.VIDEO);

        RelocationReport report = world.media.relocate(elsewhere.keys(key -> Optional.of("all.png")));

        assertThat(report.count(RelocationVerdict.MOVED)).isOne();
        assertThat(report.count(RelocationVerdict.TARGET_TAKEN)).isOne();
        assertThat(Stream.of(one, other).filter(asset -> asset.equals(moves.now(asset))))
                .hasSize(1);
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));
        assertThat(moves.bytes(one.id())).isEqualTo(moves.bytes(other.id()));
    }

    @Test
    void a_blob_that_nobody_recorded_is_neither_overwritten_nor_taken_for_a_copy() {
        Asset asset = world.upload(Moves.VIDEO);
        BlobLocation there =
                new BlobLocation("archive", "media", asset.location().key());
        archive.put(new PutRequest(there, Pictures.source(Pictures.png(3)), "image/png"));

        RelocationReport report = world.media.relocate(elsewhere);
        world.live(Duration.ofDays(40));

        assertThat(report.count(RelocationVerdict.TARGET_TAKEN)).isOne();
        assertThat(report.examples().get(0).why()).contains("ML-ST-001", "nobody recorded", "Next: ");
        assertThat(moves.now(asset)).isEqualTo(asset);
        assertThat(world.has(asset)).isTrue();
        assertThat(archive.stat(there)).isPresent();
        assertThat(world.media.asset(there)).isEmpty();
    }

    @Test
    void the_same_bucket_under_another_name_loses_nothing() {
        World twice = new World(builder -> builder.storage(archive)
                .uploads(Moves.VIDEO, UploadPolicy.images("store", "media", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                .storage(
                        new ForwardingStorage(
                                new MemoryStorage("alias", Set.of("media"), ManualClock.at(World.START))) {
                            @Override
                            public Optional<StoredBlob> stat(BlobLocation location) {
                                return archive.stat(new BlobLocation("archive", location.bucket(), location.key()));
                            }
                        }));
        Asset asset = twice.upload(Moves.VIDEO);
        twice.media.relocate(elsewhere);
        twice.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        RelocationReport report =
                twice.media.relocate(Relocation.from("archive", "media").to("alias", "media"));

        assertThat(report.count(RelocationVerdict.TARGET_TAKEN)).isOne();
        twice.live(World.QUARANTINE.plus(Duration.ofDays(1)));
        assertThat(archive.stat(twice.media.asset(asset.id()).orElseThrow().location()))
                .isPresent();
    }

    @Test
    void a_target_that_is_being_given_up_is_refused_and_a_source_is_not() {
        World retiring = new World(builder -> builder.storage(archive).retired("archive", "media"));

        assertThatThrownBy(() -> retiring.media.relocate(
                        Relocation.from("store", "media").to("archive", "media")))
                .hasMessageContainingAll("ML-ST-007", "archive:media");
        assertThatThrownBy(() -> retiring.media.planRelocation(
                        Relocation.from("store", "media").to("archive", "media")))
                .hasMessageContaining("ML-ST-007");
        assertThat(retiring.media
                        .relocate(Relocation.from("archive", "media").to("archive", "other"))
                        .isComplete())
                .isTrue();
        assertThatThrownBy(() -> retiring.media.relocate(
                        Relocation.from("store", "nothing").to("store", "media")))
                .hasMessageContaining("ML-ST-004");
        assertThatThrownBy(() -> retiring.media.relocate(
                        Relocation.from("nobody", "media").to("store", "media")))
                .hasMessageContaining("ML-CFG-001");
    }

    @Test
    void a_move_back_before_quarantine_is_over_sends_nothing() {
        Asset video = moves.shown(Moves.VIDEO, 1).get(0);
        world.media.relocate(elsewhere);
        world.runDue();
        assertThat(world.media.asset(video.location()).orElseThrow().state()).isEqualTo(AssetState.QUARANTINED);
        world.clock.advance(Duration.ofDays(1));
        int sent = Moves.puts(world.storage);

        RelocationReport back = world.media.relocate(
                Relocation.from("archive", "media").to("store", "media").rewriting(moves::rewrite));

        assertThat(back.count(RelocationVerdict.MOVED)).isOne();
        assertThat(moves.now(video).location()).isEqualTo(video.location());
        assertThat(Moves.puts(world.storage)).isEqualTo(sent);
        world.live(World.QUARANTINE.multipliedBy(3));
        assertThat(world.has(video)).isTrue();
        assertThat(archive.list("media", "", null).blobs()).isEmpty();
        assertThat(world.gallery).allMatch(moves::isReadable);
    }

    @Test
    void a_key_that_was_deleted_is_not_used_again() {
        Asset video = world.upload(Moves.VIDEO);
        world.media.relocate(elsewhere);
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));
        assertThat(world.has(video)).isFalse();

        RelocationReport back =
                world.media.relocate(Relocation.from("archive", "media").to("store", "media"));

        assertThat(back.count(RelocationVerdict.TARGET_TAKEN)).isOne();
        assertThat(back.examples().get(0).why()).contains("never reused");
        assertThat(moves.bytes(video.id())).isEqualTo(Pictures.png(3));
    }

    @Test
    void what_was_adopted_unread_is_hashed_on_its_way() {
        BlobLocation old = world.plant(World.USER + "/old.png");
        AssetId id = moves.adopted(old);

        world.media.relocate(elsewhere);

        Asset moved = world.media.asset(id).orElseThrow();
        assertThat(moved.location().provider()).isEqualTo("archive");
        assertThat(moved.content().type()).isEqualTo("image/png");
        assertThat(moved.content().size()).isEqualTo(Pictures.png(5).length);
        assertThat(moved.content().sha256()).hasSize(64);
        assertThat(archive.stat(moved.location()).orElseThrow().contentType()).isEqualTo("image/png");
    }

    @Test
    void only_what_the_rule_names_is_moved() {
        Asset one = world.upload(Moves.VIDEO);
        Asset other = world.upload(World.KEPT);

        world.media.relocate(elsewhere.keys(KeyRule.pattern("{user}/kept/", "from/{user}/")));

        assertThat(moves.now(one)).isEqualTo(one);
        assertThat(moves.now(other).location().key()).startsWith("from/user-1/").endsWith(".png");
    }
}
