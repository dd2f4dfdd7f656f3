package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.TestSource;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadRejectedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Law10PublishOrAbortTest {
    @TempDir
    private Path spool;

    private World world() {
        return new World(builder -> builder.spool(spool));
    }

    @Test
    void a_source_that_breaks_off_leaves_nothing_anywhere() throws IOException {
        World world = world();
        InputStream broken = TestSource.breaking(Pictures.png(300)).open();

        assertThatThrownBy(() -> world.media.upload(Upload.of(World.USER, World.KEPT, broken)))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UPLOAD_FAILED));

        assertNothingIsLeft(world);
    }

    @Test
    void a_rejected_upload_leaves_nothing_and_the_store_is_never_asked() throws IOException {
        World world = world();
        byte[] truncated = Arrays.copyOf(Pictures.png(300), 20);

        assertThatThrownBy(() ->
                        world.media.upload(Upload.of(World.USER, World.KEPT, new ByteArrayInputStream(truncated))))
                .isInstanceOf(UploadRejectedException.class);

        assertNothingIsLeft(world);
    }

    @Test
    void an_endless_upload_is_stopped_one_buffer_after_the_limit() throws IOException {
        World world = world();
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 7;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                read.addAndGet(length);
                return length;
            }
        };

        assertThatThrownBy(() -> world.media.upload(Upload.of(World.USER, World.KEPT, endless)))
                .isInstanceOf(UploadRejectedException.class)
                .hasMessageStartingWith("ML-UP-002 File too large. Maximum size is 10MB");

        assertThat(read.get()).isBetween(10L << 20, (10L << 20) + (64 << 10) + 1);
        assertNothingIsLeft(world);
    }

    private void assertNothingIsLeft(World world) throws IOException {
        assertThat(world.storage.calls(Operation.PUT)).isZero();
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
    }
}
