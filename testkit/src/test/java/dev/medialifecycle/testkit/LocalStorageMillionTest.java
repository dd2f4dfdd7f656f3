package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of a million files, in a {@link Heavy} run; see docs/testing.md. */
class LocalStorageMillionTest {
    private static final int FILES = Heavy.or(5_000, 1_000_000);

    @TempDir
    Path root;

    @Test
    void lists_every_file_of_one_large_directory_once_and_in_order() throws IOException {
        LocalStorage storage = LocalStorage.at("local", root).bucket("media").open();
        Path directory = Files.createDirectory(root.resolve("media").resolve("many="));
        for (int number = 0; number < FILES; number++) {
            Files.createFile(directory.resolve(String.format("%07d.png", number)));
        }

        long start = System.nanoTime();
        int seen = 0;
        String token = null;
        do {
            BlobPage page = storage.list("media", "", token);
            for (StoredBlob blob : page.blobs()) {
                assertThat(blob.location())
                        .isEqualTo(new BlobLocation("local", "media", String.format("many/%07d.png", seen++)));
            }
            token = page.nextToken();
        } while (token != null);

        assertThat(seen).isEqualTo(FILES);
        System.out.println(FILES + " files listed in " + Duration.ofNanos(System.nanoTime() - start)
                + " with a heap of " + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB");
    }
}
