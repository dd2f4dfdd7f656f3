package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Law04ReferencesVetoTwiceTest {
    private final World world = new World();

    @Test
    void a_released_asset_that_is_still_referenced_stays() {
        Asset asset = world.upload(World.KEPT);
        world.gallery.add(world.media.publicUrl(asset.id()).toString());

        world.media.release(asset.id());
        world.live(Duration.ofDays(30));

        assertThat(world.state(asset)).isEqualTo(AssetState.ACTIVE);
        assertThat(world.has(asset)).isTrue();
        assertThat(world.told(MediaEvent.LeaveVetoed.class)).isNotEmpty();
        assertThat(world.told(MediaEvent.AssetQuarantined.class))
                .as("not out of use for a moment")
                .isEmpty();
    }

    @Test
    void a_reference_that_appears_in_quarantine_brings_the_asset_back() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        assertThat(world.state(asset)).isEqualTo(AssetState.QUARANTINED);

        world.gallery.add(asset.id().toString());
        world.live(World.QUARANTINE.plusDays(1));

        assertThat(world.state(asset)).isEqualTo(AssetState.ACTIVE);
        assertThat(world.has(asset)).isTrue();
    }

    @Test
    void what_could_not_be_deleted_and_is_referenced_again_keeps_its_bytes() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        world.storage.onEveryCall(Operation.DELETE, new Fault.Before(ErrorKind.UNAVAILABLE));
        world.live(World.QUARANTINE.plusDays(1));
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETING);

        world.gallery.add(asset.id().toString());
        world.storage.heal();
        world.live(Duration.ofDays(30));
        assertThat(world.has(asset)).isTrue();

        world.gallery.clear();
        world.live(Duration.ofDays(1));
        assertThat(world.has(asset)).isFalse();
    }

    @Test
    void a_worker_that_wakes_up_after_another_took_over_finds_nothing_in_use_to_delete() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        World other = World.continuing(world, unchanged -> {});
        world.storage.onCall(1, Operation.DELETE, new Fault.Meanwhile(() -> {
            // The first worker is suspended with its request not yet sent, for longer than its lease.
            world.clock.advance(Duration.ofHours(1));
            world.gallery.add(asset.id().toString());
            other.gallery.add(asset.id().toString());
            other.runDue();
            assertThat(other.state(asset)).isEqualTo(AssetState.DELETING);
            assertThatThrownBy(() -> other.media.restore(asset.id()))
                    .isInstanceOfSatisfying(
                            MediaLifecycleException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.ASSET_CLOSED));
        }));

        world.clock.advance(World.QUARANTINE);
        world.runDue();

        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(world.has(asset)).isFalse();
    }

    @Test
    void nothing_goes_before_its_quarantine_ends_and_then_it_goes() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();

        world.live(World.QUARANTINE.minusSeconds(1));
        assertThat(world.has(asset)).isTrue();

        world.live(Duration.ofSeconds(2));
        assertThat(world.has(asset)).isFalse();
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
    }

    @Test
    void a_restored_asset_is_not_deleted_by_what_was_due_from_its_first_quarantine() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();
        world.clock.advance(Duration.ofDays(6));
        world.media.restore(asset.id());
        world.media.release(asset.id());
        world.runDue();

        world.live(Duration.ofDays(2));
        assertThat(world.state(asset)).isEqualTo(AssetState.QUARANTINED);
        assertThat(world.has(asset)).isTrue();

        world.live(Duration.ofDays(6));
        assertThat(world.has(asset)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled", "succeeded"})
    void an_ephemeral_input_goes_when_its_job_ends_however_it_ends(String end) {
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");
        world.runDue();
        assertThat(world.has(input)).isTrue();

        world.deliver("d1", "p1 " + end + " " + Pictures.dataUri(9));
        world.runDue();

        assertThat(world.has(input)).isFalse();
        assertThat(world.state(input)).isEqualTo(AssetState.DELETED);
    }

    @Test
    void an_input_of_a_job_that_is_never_heard_of_goes_after_the_deadline() {
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");

        world.live(Duration.ofHours(23));
        assertThat(world.has(input)).isTrue();
        world.live(Duration.ofHours(2));

        assertThat(world.has(input)).isFalse();
        assertThat(world.told(MediaEvent.JobFailed.class)).hasSize(1);
    }

    @Test
    void an_input_shared_by_two_jobs_goes_with_the_last_of_them() {
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");
        world.running(Set.of(input.id()), "p2");

        world.deliver("d1", "p1 failed");
        world.live(Duration.ofMinutes(10));
        assertThat(world.has(input)).isTrue();

        world.deliver("d2", "p2 failed");
        world.live(Duration.ofMinutes(10));
        assertThat(world.has(input)).isFalse();
    }

    @Test
    void a_job_opened_over_a_quarantined_asset_takes_it_back_into_use() {
        Asset asset = world.upload(World.KEPT);
        world.media.release(asset.id());
        world.runDue();

        world.running(Set.of(asset.id()), "p1");
        world.live(World.QUARANTINE.plusDays(1));

        assertThat(world.has(asset)).isTrue();
        assertThat(world.state(asset)).isEqualTo(AssetState.ACTIVE);
    }

    @Test
    void an_unsaved_output_goes_at_its_age_and_a_saved_one_never() {
        world.running(Set.of(), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(8) + " " + Pictures.dataUri(9));
        world.runDue();
        Asset saved = world.media.promote(world.job("p1").id(), 0);
        Asset unsaved = world.media.promote(world.job("p1").id(), 1);
        world.gallery.add(world.media.publicUrl(saved.id()) + "?v=2");

        world.live(Duration.ofDays(3650));

        assertThat(world.has(saved)).isTrue();
        assertThat(world.has(unsaved)).isFalse();
    }

    @Test
    void a_vendor_that_hands_the_input_back_does_not_lose_it() {
        Asset input = world.upload(AssetRole.INPUT);
        world.running(Set.of(input.id()), "p1");
        String url = world.media.signedUrl(input.id(), Duration.ofMinutes(10)).toString();

        world.deliver("d1", "p1 succeeded " + url);
        world.live(Duration.ofDays(2));

        assertThat(world.has(input)).isTrue();
        assertThat(world.media.promote(world.job("p1").id(), 0).id()).isEqualTo(input.id());
    }

    @Test
    void an_asset_that_a_job_takes_while_references_are_asked_stays_in_use() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        World racing = new World(builder -> builder.references("slow", () -> {
            meanwhile.getAndSet(() -> {}).run();
            return Stream.empty();
        }));
        Asset asset = racing.upload(World.KEPT);
        racing.media.release(asset.id());
        meanwhile.set(() -> racing.running(Set.of(asset.id()), "p1"));

        racing.runDue();

        assertThat(racing.state(asset)).isEqualTo(AssetState.ACTIVE);
        assertThat(racing.told(MediaEvent.AssetQuarantined.class)).isEmpty();
    }

    @Test
    void an_age_counts_from_the_last_use_and_not_from_creation() {
        World aging = new World(builder -> builder.retention(RetentionPolicy.keepForever()
                .with(
                        World.KEPT,
                        Retention.unlessReferenced(Duration.ofHours(1)).withQuarantine(Duration.ZERO))));
        Asset asset = aging.upload(World.KEPT);
        aging.running(Set.of(asset.id()), "p1");
        aging.live(Duration.ofHours(2));
        aging.deliver("d1", "p1 failed");

        aging.live(Duration.ofMinutes(59));
        assertThat(aging.has(asset)).isTrue();
        aging.live(Duration.ofMinutes(5));

        assertThat(aging.has(asset)).isFalse();
    }

    @Test
    void a_role_without_a_rule_is_kept_for_ever() {
        Asset asset = world.upload(World.KEPT);

        world.live(Duration.ofDays(3650));

        assertThat(List.of(world.has(asset), world.state(asset) == AssetState.ACTIVE))
                .containsOnly(true);
    }
}
