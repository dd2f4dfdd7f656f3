package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.MediaLifecycleBuilder;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Law09VerdictsAreTypesTest {
    private static final Map<Verdict, String> CODES =
            Map.of(Verdict.DENIED, "ML-DEL-003", Verdict.PROTECTED, "ML-DEL-005", Verdict.UNRESOLVED, "ML-DEL-004");

    private final World world = new World();
    private final Asset asset = world.upload(World.KEPT);

    @Test
    void exactly_two_verdicts_are_success() {
        assertThat(Arrays.stream(Verdict.values()).filter(Verdict::isSuccess))
                .containsExactly(Verdict.DELETED, Verdict.ALREADY_ABSENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "PROTECTED", "UNRESOLVED"})
    void a_store_that_will_not_delete_leaves_a_recoverable_asset_and_something_to_look_at(Verdict verdict) {
        world.storage.onEveryCall(Operation.DELETE, new Fault.Verdict(verdict));
        leave();

        assertThat(world.state(asset)).isEqualTo(AssetState.QUARANTINED);
        assertThat(world.has(asset)).isTrue();
        assertThat(world.media.givenUp(10)).hasSize(1);
        assertThat(world.media.givenUp(10).get(0).lastError()).contains(CODES.get(verdict), verdict.name());

        world.storage.heal();
        assertThat(world.media.retry(world.media.givenUp(10).get(0).id())).isTrue();
        world.runDue();
        assertThat(world.has(asset)).isFalse();
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
    }

    @Test
    void a_store_that_fails_for_now_is_asked_again_until_it_works() {
        for (int call = 1; call <= 4; call++) {
            world.storage.onCall(call, Operation.DELETE, new Fault.Before(ErrorKind.UNAVAILABLE));
        }
        leave();
        world.live(Duration.ofHours(1));

        assertThat(world.has(asset)).isFalse();
        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(5);
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    @Test
    void what_is_gone_already_is_done() {
        world.blobs.delete(java.util.List.of(asset.blob()));
        leave();

        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(world.told(MediaEvent.AssetDeleted.class))
                .extracting(MediaEvent.AssetDeleted::verdict)
                .containsExactly(Verdict.ALREADY_ABSENT);
    }

    @Test
    void a_delete_that_happened_and_was_reported_as_lost_is_looked_up() {
        world.storage.onCall(1, Operation.DELETE, new Fault.Misreported(ErrorKind.OUTCOME_UNKNOWN));
        leave();

        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(1);
    }

    @Test
    void a_delete_that_happened_and_was_reported_as_failed_leaves_nothing_to_restore() {
        world.storage.onCall(1, Operation.DELETE, new Fault.Misreported(ErrorKind.UNAVAILABLE));
        world.media.release(asset.id());
        world.runDue();
        world.clock.advance(World.QUARANTINE);
        world.runDue();

        assertThat(world.has(asset)).isFalse();
        assertThatThrownBy(() -> world.media.restore(asset.id())).isInstanceOf(MediaLifecycleException.class);
        world.live(Duration.ofHours(1));
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
    }

    @Test
    void a_refusal_after_a_request_that_was_lost_opens_nothing() {
        Asset other = world.upload(World.KEPT);
        world.storage.onCall(1, Operation.DELETE, new Fault.Before(ErrorKind.OUTCOME_UNKNOWN));
        world.storage.onCall(2, Operation.DELETE, new Fault.Verdict(Verdict.DENIED));
        world.storage.onCall(3, Operation.DELETE, new Fault.Verdict(Verdict.DENIED));
        world.media.release(List.of(asset.id(), other.id()));
        world.runDue();
        world.clock.advance(World.QUARANTINE);
        world.runDue();

        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(3);
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETING);
        assertThat(world.state(other)).isEqualTo(AssetState.DELETING);
    }

    @Test
    void a_store_that_lies_is_found_out_where_deletions_are_verified() {
        World careful = new World(MediaLifecycleBuilder::verifyDeletions);
        Asset kept = careful.upload(World.KEPT);
        careful.storage.onEveryCall(Operation.DELETE, new Fault.Verdict(Verdict.DELETED));
        careful.media.release(kept.id());
        careful.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(careful.state(kept)).isEqualTo(AssetState.DELETING);
        assertThat(careful.told(MediaEvent.AssetDeleted.class)).isEmpty();
        assertThat(careful.told(MediaEvent.DeletionFailed.class))
                .isNotEmpty()
                .allMatch(failed -> failed.deletion().code() == ErrorCode.NOT_GONE);

        careful.storage.heal();
        careful.live(Duration.ofDays(2));
        assertThat(careful.state(kept)).isEqualTo(AssetState.DELETED);
        assertThat(careful.has(kept)).isFalse();
    }

    @Test
    void a_blob_that_was_said_to_be_deleted_and_is_listed_again_is_deleted_again() {
        world.storage.onCall(1, Operation.DELETE, new Fault.Verdict(Verdict.DELETED));
        leave();
        assertThat(world.state(asset)).isEqualTo(AssetState.DELETED);
        assertThat(world.has(asset)).isTrue();

        world.media.sweep(new CyclePlan(
                SweepMode.EXECUTE, List.of(World.MEDIA), new SweepLimits(100, 1), Duration.ofHours(1), null));
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));

        assertThat(world.has(asset)).isFalse();
    }

    private void leave() {
        world.media.release(asset.id());
        world.live(World.QUARANTINE.plus(Duration.ofDays(1)));
    }
}
