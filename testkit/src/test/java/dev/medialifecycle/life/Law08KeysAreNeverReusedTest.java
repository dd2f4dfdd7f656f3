package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class Law08KeysAreNeverReusedTest {
    @Test
    void the_same_file_uploaded_a_thousand_times_has_a_thousand_keys() {
        World world = new World();
        Set<BlobLocation> keys = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            keys.add(world.upload(World.KEPT).location());
        }

        assertThat(keys).hasSize(1_000);
    }

    @Test
    void what_is_uploaded_right_after_a_delete_is_never_hit_by_it() {
        World world = new World(builder -> builder.retention(RetentionPolicy.keepForever()
                .with(World.KEPT, Retention.forever().withQuarantine(Duration.ZERO))));
        for (int i = 0; i < 1_000; i++) {
            Asset old = world.upload(World.KEPT);
            world.media.release(old.id());
            Asset fresh = world.upload(World.KEPT);
            world.runDue();

            assertThat(world.has(old)).isFalse();
            assertThat(world.has(fresh)).isTrue();
        }
    }

    @Test
    void a_taken_key_is_refused_and_the_first_bytes_stay() throws IOException {
        UUID same = UUID.fromString("00000000-0000-0000-0000-00000000000a");
        World world = new World();
        Asset first = world.upload(World.KEPT);
        byte[] before = world.media.open(first.id(), ByteRange.all()).readAllBytes();

        assertThatThrownBy(() -> world.storage.put(
                        new PutRequest(first.location(), Pictures.source(Pictures.png(40)), "image/png")))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_TAKEN));

        assertThat(world.media.open(first.id(), ByteRange.all()).readAllBytes()).isEqualTo(before);
        assertThat(first.id().value()).isNotEqualTo(same);
    }

    @Test
    void a_location_stays_taken_after_its_blob_is_deleted() {
        World world = new World(builder -> builder.ids(new FewIds()));
        Asset first = world.upload(World.KEPT);
        world.media.release(first.id());
        world.live(World.QUARANTINE.plusDays(1));
        assertThat(world.has(first)).isFalse();

        Asset second = world.upload(World.KEPT);

        assertThat(second.location()).isNotEqualTo(first.location());
    }

    /** Counts, so that a run can be repeated byte for byte. */
    private static final class FewIds implements java.util.function.Supplier<UUID> {
        private long next;

        @Override
        public UUID get() {
            return new UUID(0, ++next);
        }
    }
}
