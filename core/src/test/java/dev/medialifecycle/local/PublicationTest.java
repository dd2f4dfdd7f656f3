package dev.medialifecycle.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicationTest {
    private static final int RACERS = 8;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource
    void leaves_a_taken_name_alone(Publication publication) throws IOException {
        Path taken = Files.writeString(root.resolve("taken"), "old");
        Path temporary = Files.writeString(root.resolve("temporary"), "new");

        assertThatThrownBy(() -> publication.publish(temporary, taken)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(taken).hasContent("old");
    }

    @ParameterizedTest
    @EnumSource
    void lets_one_of_many_racers_of_this_process_win(Publication publication) throws Exception {
        BlobFiles files = filesWith(publication);
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier start = new CyclicBarrier(RACERS);
            List<Future<ErrorKind>> racers = new ArrayList<>();
            for (int racer = 0; racer < RACERS; racer++) {
                byte[] bytes = new byte[10_000 + racer];
                racers.add(threads.submit(() -> {
                    start.await();
                    return put(files, bytes);
                }));
            }
            List<ErrorKind> losses = new ArrayList<>();
            for (Future<ErrorKind> racer : racers) {
                if (racer.get() != null) {
                    losses.add(racer.get());
                }
            }
            assertThat(losses).hasSize(RACERS - 1).containsOnly(ErrorKind.CONFLICT);
        } finally {
            threads.shutdownNow();
        }
        assertThat(root.resolve(".medialifecycle/tmp/media")).isEmptyDirectory();
    }

    @Test
    void prefers_links_where_they_work() throws IOException {
        Publication available = Publication.availableIn(root);

        assertThat(available).isEqualTo(Publication.LINK);
        assertThat(root).isEmptyDirectory();
    }

    private BlobFiles filesWith(Publication publication) throws IOException {
        Layout layout = new Layout(root.toRealPath());
        Tree tree = new Tree(layout.root());
        for (Path directory : List.of(layout.temporary("media"), layout.bucket("media"), layout.types("media"))) {
            tree.makeDirectory(directory);
        }
        return new BlobFiles(layout, tree, publication, Clock.systemUTC());
    }

    private static ErrorKind put(BlobFiles files, byte[] bytes) throws IOException {
        try {
            files.put(new PutRequest(new BlobLocation("local", "media", "raced"), new Bytes(bytes), "text/plain"));
            return null;
        } catch (MediaLifecycleException refusal) {
            return refusal.kind();
        }
    }

    private record Bytes(byte[] bytes) implements BlobSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
