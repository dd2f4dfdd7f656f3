package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every key below a prefix exactly once, over as many pages as it takes, and nothing else. */
abstract class ListGroup extends ContractGroup {
    private static final int BUSY_LISTINGS = 3;
    private static final int GUESTS = 20;

    /** Where byte order, character order, path order and case-blind order disagree. */
    private static final List<String> DISORDERLY = List.of(
            "b",
            "a/z",
            "a-b",
            "a/b/c",
            "a.b",
            "a0",
            "A",
            "\uffee",
            "\ud83d\ude00",
            "\u00e9",
            "zz",
            "a%b",
            "a b",
            "a/b.c",
            "a/b-c",
            "B/a",
            "_",
            "~");

    ListGroup(StorageProviderContract contract) {
        super(contract);
    }

    @BeforeEach
    void needsListing() {
        assume(Capability.LIST);
    }

    @Test
    void lists_nothing_where_nothing_is() {
        BlobPage page = provider().list(contract().bucket(), work().prefix() + "none/", null);

        assertThat(page.blobs()).isEmpty();
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void lists_every_key_exactly_once_over_all_pages_whichever_handle_asks() {
        List<String> keys = IntStream.range(0, contract().many())
                .mapToObj(number -> "many/" + number % 7 + "/" + number)
                .toList();
        work().putAll(keys);

        List<String> listed = listInTurns("many/");

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new HashSet<>(listed)).isEqualTo(new HashSet<>(keys));
    }

    @Test
    void tells_location_and_size_of_each_blob() {
        work().put("a", new byte[123]);

        List<StoredBlob> blobs =
                provider().list(contract().bucket(), work().prefix(), null).blobs();

        assertThat(blobs).extracting(StoredBlob::location).containsExactly(work().at("a"));
        assertThat(blobs).extracting(StoredBlob::size).containsExactly(123L);
    }

    @Test
    void lists_keys_in_the_order_of_their_bytes() {
        assume(Capability.ORDERED_LIST);
        List<String> sorted = new ArrayList<>(work().putAccepted(DISORDERLY));
        sorted.sort(BlobLocation.KEY_ORDER);
        assertThat(work().list("")).containsExactlyElementsOf(sorted);
    }

    @Test
    void takes_a_prefix_that_ends_within_a_segment() {
        work().putAll(List.of("ab/cd/1", "ab/ce", "ab/c", "ab/d", "ab/cd/2", "abc"));

        assertThat(work().list("ab/c")).containsExactlyInAnyOrder("ab/c", "ab/cd/1", "ab/cd/2", "ab/ce");
        assertThat(work().list("ab/cd/")).containsExactlyInAnyOrder("ab/cd/1", "ab/cd/2");
        assertThat(work().list("ab/cd/1")).containsExactly("ab/cd/1");
        assertThat(work().list("ab")).hasSize(6);
        assertThat(work().list("b")).isEmpty();
    }

    @Test
    void takes_a_prefix_literally() {
        List<String> accepted = work().putAccepted(List.of("x%/1", "x_/1", "xy/1", "x*/1", "x./1"));

        for (String key : accepted) {
            assertThat(work().list(key.substring(0, 2))).containsExactly(key);
        }
        assertThat(work().list("../")).isEmpty();
    }

    @Test
    void pages_end_where_the_blobs_end_even_if_a_page_is_full() {
        List<String> keys = new ArrayList<>(IntStream.range(0, contract().pageSize())
                .mapToObj(number -> "full/" + number)
                .toList());
        work().putAll(keys);
        assertThat(work().list("full/")).containsExactlyInAnyOrderElementsOf(keys);

        keys.add("full/one-more");
        work().putAll(List.of("full/one-more"));
        assertThat(work().list("full/")).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void lists_what_was_there_throughout_exactly_once_while_other_blobs_come_and_go() {
        List<String> stable = IntStream.range(0, contract().pageSize() * 3 / 2)
                .mapToObj(number -> "busy/" + number)
                .toList();
        work().putAll(stable);
        AtomicBoolean isOver = new AtomicBoolean();

        List<List<List<String>>> listings =
                Race.run(2, runner -> runner == 0 ? comeAndGo(isOver) : listAgainAndAgain(isOver));

        assertThat(listings.get(1)).hasSize(BUSY_LISTINGS).allSatisfy(listing -> {
            assertThat(listing).doesNotHaveDuplicates();
            assertThat(listing).filteredOn(key -> !key.endsWith("-guest")).containsExactlyInAnyOrderElementsOf(stable);
        });
    }

    @Test
    void misses_nothing_when_each_page_is_deleted_before_the_next_is_asked_for() {
        List<String> keys = IntStream.range(0, 2 * contract().pageSize() + 1)
                .mapToObj(number -> "leaving/" + number)
                .toList();
        work().putAll(keys);
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            BlobPage page = provider().list(contract().bucket(), work().prefix() + "leaving/", token);
            page.blobs()
                    .forEach(blob -> seen.add(
                            blob.location().key().substring(work().prefix().length())));
            List<Deletion> unused = provider().delete(page.blobs());
            token = page.nextToken();
        } while (token != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void refuses_a_token_that_no_listing_made() {
        work().putAll(List.of("a", "b"));
        for (String token : List.of("", "garbage", "!", "1", "null", "ZZZZ")) {
            assertRefused(
                    ErrorKind.REJECTED,
                    ErrorCode.INVALID_LOCATION,
                    () -> provider().list(contract().bucket(), work().prefix(), token));
        }
    }

    @Test
    void never_lists_beyond_the_prefix_for_the_token_of_another_listing() {
        List<String> keys = IntStream.range(0, contract().pageSize() + 1)
                .mapToObj(number -> "one/" + number)
                .toList();
        work().putAll(keys);
        work().putAll(List.of("other/1", "zzz"));
        String token = provider()
                .list(contract().bucket(), work().prefix() + "one/", null)
                .nextToken();
        assumeTrue(token != null, "the service gave more than a page at once");

        try {
            assertThat(provider()
                            .list(contract().bucket(), work().prefix() + "other/", token)
                            .blobs())
                    .extracting(StoredBlob::location)
                    .isSubsetOf(work().at("other/1"));
        } catch (MediaLifecycleException refusal) {
            assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
        }
    }

    @Test
    void refuses_a_bucket_that_does_not_exist() {
        assertRefused(
                ErrorKind.NOT_FOUND,
                ErrorCode.BUCKET_NOT_FOUND,
                () -> provider().list(contract().missingBucket(), "", null));
    }

    /** As {@link Workspace#list}, but each page is asked of a handle that has not seen the one before. */
    private List<String> listInTurns(String below) {
        List<String> keys = new ArrayList<>();
        try (StorageProvider other = contract().open()) {
            List<StorageProvider> handles = List.of(provider(), other);
            Set<String> tokens = new HashSet<>();
            String token = null;
            for (int turn = 0; turn == 0 || token != null; turn++) {
                BlobPage page = handles.get(turn % 2).list(contract().bucket(), work().prefix() + below, token);
                page.blobs()
                        .forEach(blob -> keys.add(
                                blob.location().key().substring(work().prefix().length())));
                token = page.nextToken();
                assertThat(token == null || tokens.add(token)).as("a new token").isTrue();
            }
        }
        return keys;
    }

    private List<List<String>> comeAndGo(AtomicBoolean isOver) {
        Deque<StoredBlob> guests = new ArrayDeque<>();
        for (int number = 0; !isOver.get(); number++) {
            guests.addLast(work().put("busy/" + number + "-guest", SeededRandom.utf8("x")));
            if (guests.size() > GUESTS) {
                List<Deletion> unused = provider().delete(List.of(guests.removeFirst()));
            }
        }
        return List.of();
    }

    private List<List<String>> listAgainAndAgain(AtomicBoolean isOver) {
        try {
            return IntStream.range(0, BUSY_LISTINGS)
                    .mapToObj(turn -> work().list("busy/"))
                    .toList();
        } finally {
            isOver.set(true);
        }
    }
}
