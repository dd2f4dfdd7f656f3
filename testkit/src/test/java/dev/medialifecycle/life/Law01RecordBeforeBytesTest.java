package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.sweep.SweepVerdict;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Law01RecordBeforeBytesTest {
    private final World world = new World();

    @Test
    void a_pending_row_is_there_when_the_bytes_go_out() {
        List<AssetState> seen = new ArrayList<>();
        world.storage.onCall(
                1,
                Operation.PUT,
                new Fault.Meanwhile(() -> seen.add(onlyPending().state())));

        Asset asset = world.upload(World.KEPT);

        assertThat(seen).containsExactly(AssetState.PENDING);
        assertThat(asset.state()).isEqualTo(AssetState.ACTIVE);
    }

    @Test
    void a_put_whose_answer_is_lost_leaves_a_row_and_its_bytes_leave_with_it() {
        world.storage.onCall(1, Operation.PUT, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));

        assertThatThrownBy(() -> world.upload(World.KEPT)).isInstanceOfSatisfying(MediaLifecycleException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UPLOAD_FAILED);
            assertThat(e.kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
            assertThat(e).hasMessageStartingWith("ML-UP-010 Upload failed: ");
        });
        BlobLocation left = onlyPending().location();
        assertThat(world.has(left)).isTrue();

        world.live(Duration.ofHours(2));

        assertThat(world.has(left)).isFalse();
    }

    @Test
    void a_put_that_did_nothing_leaves_nothing() {
        world.storage.onCall(1, Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));

        assertThatThrownBy(() -> world.upload(World.KEPT)).isInstanceOf(MediaLifecycleException.class);
        world.live(Duration.ofHours(2));

        assertThat(listed()).isEmpty();
        assertThat(world.media.givenUp(10)).isEmpty();
    }

    @Test
    void a_sweep_at_that_moment_takes_the_blob_for_managed() {
        world.storage.onCall(1, Operation.PUT, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));
        assertThatThrownBy(() -> world.upload(World.KEPT)).isInstanceOf(MediaLifecycleException.class);
        world.clock.advance(Duration.ofDays(3));

        assertThat(world.media.planSweep(World.MEDIA).count(SweepVerdict.MANAGED))
                .isOne();
    }

    private Asset onlyPending() {
        return world.repository
                .<List<Asset>>inNewTransaction(
                        tx -> tx.assets().in(AssetState.PENDING, World.START.plus(Duration.ofDays(1)), null, 10))
                .get(0);
    }

    private List<StoredBlob> listed() {
        return world.blobs.list("media", "", null).blobs();
    }
}
