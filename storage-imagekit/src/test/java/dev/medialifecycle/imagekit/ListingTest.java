package dev.medialifecycle.imagekit;

import static dev.medialifecycle.imagekit.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A listing over a set that moves: ImageKit counts its way through, and has neither total nor cursor. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListingTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void loses_nothing_while_everything_listed_is_deleted() {
        fill(2_500, Duration.ofMillis(300));

        List<String> listed =
                list("", page -> page.blobs().forEach(blob -> fixture.imagekit.delete(String.valueOf(blob.handle()))));

        assertThat(listed).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(fixture.imagekit.files()).isEmpty();
    }

    @Test
    void loses_nothing_while_others_are_deleted_and_added() {
        Set<String> kept = new HashSet<>();
        for (int number = 0; number < 3_000; number++) {
            fixture.clock.advance(Duration.ofMillis(200));
            fixture.add((number % 3 == 0 ? "gone/" : "kept/") + number);
            if (number % 3 != 0) {
                kept.add("kept/" + number);
            }
        }

        List<String> listed = list("", page -> {
            fixture.imagekit.files().stream()
                    .filter(file -> file.path().startsWith("/media/gone/"))
                    .limit(400)
                    .forEach(file -> fixture.imagekit.delete(file.id()));
            fixture.clock.advance(Duration.ofSeconds(1));
            fixture.add("new/" + fixture.clock.instant().getEpochSecond());
        });

        assertThat(listed).doesNotHaveDuplicates().containsAll(kept);
    }

    @Test
    void shows_all_files_of_one_second_though_they_are_more_than_a_page() {
        fill(10, Duration.ofSeconds(1));
        fill(2_345, Duration.ZERO);
        fill(10, Duration.ofSeconds(1));

        assertThat(list("", page -> {})).hasSize(2_365).doesNotHaveDuplicates();
    }

    @Test
    void gives_up_rather_than_lose_files_of_one_second_to_deletes() {
        fill(1_500, Duration.ZERO);
        List<MediaFile> files = fixture.imagekit.files();
        // The second look comes after the first hundred and one are gone.
        fixture.imagekit.trouble(
                ImageKitOperation.SEARCH, 3, new ImageKitTrouble.Answer(200, listOf(files.subList(1_001, 1_500))));

        assertThat(failureOf(() -> fixture.storage.list("media", "", null)).code())
                .isEqualTo(ErrorCode.LISTING_INCOMPLETE);
    }

    @Test
    void ends_its_pages_with_a_second_whichever_files_it_shows() {
        fill(1_200, Duration.ofMillis(10));

        BlobPage first = fixture.storage.list("media", "none/of/them", null);

        assertThat(first.blobs()).isEmpty();
        assertThat(first.nextToken()).as("files elsewhere are no end").isNull();
        assertThat(fixture.storage.list("media", "f/", null).nextToken()).isNotNull();
    }

    @Test
    void asks_only_below_the_folder_of_the_prefix() {
        fixture.add("a/b/c.png");
        fixture.add("a/bc.png");
        fixture.add("x/y.png");

        assertThat(list("a/b", page -> {})).containsExactlyInAnyOrder("a/b/c.png", "a/bc.png");
        assertThat(fixture.imagekit.received(ImageKitOperation.SEARCH).get(1).target())
                .contains("%2Fmedia%2Fa%2F%22".replace("%2F", "/"));
    }

    @Test
    void takes_no_answer_for_an_empty_listing_that_is_none() {
        fixture.add("a.png");
        assertThat(list("", page -> {})).hasSize(1);
        for (String body : List.of("{}", "<html>", "[{\"type\":\"file\",\"fileId\":\"1\"}]")) {
            fixture.imagekit.trouble(ImageKitOperation.SEARCH, 1, new ImageKitTrouble.Answer(200, body));

            assertThat(failureOf(() -> fixture.storage.list("media", "", null)).kind())
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void refuses_a_folder_that_is_missing_and_a_token_that_it_did_not_make() {
        assertThat(failureOf(() -> fixture.storage.list("media", "", "page-2")).code())
                .isEqualTo(ErrorCode.INVALID_LOCATION);
        fixture.imagekit.deleteFolder("/media");
        assertThat(failureOf(() -> fixture.storage.list("media", "", null)).code())
                .isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    private void fill(int count, Duration apart) {
        int start = fixture.imagekit.files().size();
        for (int number = start; number < start + count; number++) {
            fixture.clock.advance(apart);
            fixture.add("f/" + number);
        }
    }

    private List<String> list(String prefix, Consumer<BlobPage> between) {
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            BlobPage page = fixture.storage.list("media", prefix, token);
            page.blobs().stream().map(StoredBlob::location).forEach(location -> keys.add(location.key()));
            token = page.nextToken();
            between.accept(page);
        } while (token != null);
        return keys;
    }

    private static String listOf(List<MediaFile> files) {
        return files.stream()
                .map(file -> "{\"fileId\":\"" + file.id() + "\",\"filePath\":\"" + file.path() + "\",\"createdAt\":\""
                        + file.createdAt() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
