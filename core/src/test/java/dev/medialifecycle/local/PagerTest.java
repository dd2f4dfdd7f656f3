package dev.medialifecycle.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerTest {
    private static final int PAGE = 10;
    private static final int FILES = 205;

    @TempDir
    Path root;

    private Instant now = Instant.EPOCH;
    private CountingTree tree;
    private Path bucket;
    private Pager pager;

    @BeforeEach
    void open() throws IOException {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Layout layout = new Layout(root.toRealPath());
        tree = new CountingTree(layout.root());
        bucket = layout.bucket("media");
        tree.makeDirectory(bucket);
        for (int number = 0; number < FILES; number++) {
            Files.createFile(bucket.resolve(String.format("%04d", number)));
        }
        BlobFiles files = new BlobFiles(layout, tree, Publication.LINK, clock);
        pager = new Pager("local", layout, tree, files, new ReadAhead(clock), PAGE);
    }

    @Test
    void reads_a_directory_twice_however_many_pages_it_fills() throws IOException {
        assertThat(keys(pages())).isEqualTo(names(0, FILES));

        assertThat(tree.readings).isEqualTo(2);
    }

    @Test
    void reads_again_for_a_token_that_is_used_again() throws IOException {
        String token = pager.page("media", "", null).nextToken();

        BlobPage once = pager.page("media", "", token);
        BlobPage twice = pager.page("media", "", token);

        assertThat(twice).isEqualTo(once);
        assertThat(pager.page("media", "", once.nextToken())).isEqualTo(pager.page("media", "", twice.nextToken()));
    }

    @Test
    void shows_nothing_that_was_deleted_meanwhile() throws IOException {
        BlobPage second = pager.page("media", "", pager.page("media", "", null).nextToken());
        Files.delete(bucket.resolve("0025"));

        BlobPage third = pager.page("media", "", second.nextToken());

        assertThat(keys(List.of(third))).hasSize(PAGE - 1).doesNotContain("0025");
    }

    @Test
    void reads_again_for_whoever_comes_back_late() throws IOException {
        BlobPage second = pager.page("media", "", pager.page("media", "", null).nextToken());
        Files.createFile(bucket.resolve("0019a"));
        now = now.plus(Duration.ofMinutes(1));

        BlobPage third = pager.page("media", "", second.nextToken());

        assertThat(keys(List.of(third))).startsWith("0019a", "0020");
    }

    @Test
    void keeps_listings_of_several_prefixes_apart() throws IOException {
        BlobPage all = pager.page("media", "", pager.page("media", "", null).nextToken());
        BlobPage some =
                pager.page("media", "01", pager.page("media", "01", null).nextToken());

        assertThat(keys(List.of(pager.page("media", "", all.nextToken())))).startsWith("0020");
        assertThat(keys(List.of(pager.page("media", "01", some.nextToken())))).startsWith("0120");
    }

    private List<BlobPage> pages() throws IOException {
        List<BlobPage> pages = new ArrayList<>();
        String token = null;
        do {
            BlobPage page = pager.page("media", "", token);
            pages.add(page);
            token = page.nextToken();
        } while (token != null);
        return pages;
    }

    private static List<String> keys(List<BlobPage> pages) {
        return pages.stream()
                .flatMap(page -> page.blobs().stream())
                .map(blob -> blob.location())
                .map(BlobLocation::key)
                .toList();
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> String.format("%04d", number))
                .toList();
    }

    /** Knows how often a directory was read. */
    private static final class CountingTree extends Tree {
        private int readings;

        CountingTree(Path root) {
            super(root);
        }

        @Override
        DirectoryStream<Path> entriesOf(Path directory) throws IOException {
            readings++;
            return super.entriesOf(directory);
        }
    }
}
