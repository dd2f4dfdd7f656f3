package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.asset;
import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A location belongs to one row. */
abstract class AssetGroup extends RepositoryGroup {
    AssetGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void stores_every_field() {
        Asset bare = asset(1);
        Asset full = new Asset(
                assetId(2),
                "owner \u00e4 \ud83d\ude00",
                new AssetRole("own-role-9"),
                AssetState.QUARANTINED,
                location("b/\u00e4 \ud83d\ude00"),
                new Content("video/mp4", 5_000_000_000L, null, null),
                "handle/7",
                assetId(1),
                LeaveCause.ORIGINAL_LEFT,
                NOW,
                NOW.plusNanos(1_000),
                NOW.plusSeconds(1),
                7);

        run(tx -> {
            tx.assets().insert(bare);
            tx.assets().insert(full);
        });

        assertThat(find(tx -> tx.assets().find(bare.id()))).contains(bare);
        assertThat(find(tx -> tx.assets().find(full.id()))).contains(full);
    }

    @Test
    void stores_every_state_and_cause() {
        for (AssetState state : AssetState.values()) {
            for (LeaveCause cause : LeaveCause.values()) {
                int number = 1 + state.ordinal() * 100 + cause.ordinal();
                Asset asset = asset(number).leaving(state, cause, NOW);
                run(tx -> tx.assets().insert(asset));
                assertThat(find(tx -> tx.assets().find(asset.id()))).contains(asset);
            }
        }
    }

    @Test
    void keeps_times_to_the_microsecond_at_least() {
        Instant fine = NOW.plusNanos(999);
        run(tx -> tx.assets().insert(asset(1).used(fine)));

        Instant kept = ask(tx -> tx.assets().find(assetId(1))).orElseThrow().usedAt();

        assertThat(kept.truncatedTo(ChronoUnit.MICROS)).isEqualTo(NOW);
    }

    @Test
    void finds_nothing_under_an_unknown_id() {
        assertThat(find(tx -> tx.assets().find(assetId(1)))).isEmpty();
    }

    @Test
    void refuses_a_taken_id() {
        run(tx -> tx.assets().insert(asset(1)));

        assertConflict(() -> run(tx -> tx.assets().insert(asset(1, location("elsewhere")))));

        assertThat(find(tx -> tx.assets().find(assetId(1)))).contains(asset(1));
    }

    @Test
    void refuses_a_taken_location() {
        run(tx -> tx.assets().insert(asset(1, location("one"))));

        assertKeyTaken(() -> run(tx -> tx.assets().insert(asset(2, location("one")))));

        assertThat(find(tx -> tx.assets().find(assetId(2)))).isEmpty();
    }

    @Test
    void refuses_a_location_whose_asset_is_deleted() {
        run(tx -> tx.assets().insert(asset(1, location("one"))));
        run(tx -> tx.assets().update(asset(1).leaving(AssetState.DELETED, LeaveCause.RELEASED, NOW)));

        assertKeyTaken(() -> run(tx -> tx.assets().insert(asset(2, location("one")))));
    }

    @Test
    void frees_a_location_when_its_row_is_removed() {
        run(tx -> tx.assets().insert(asset(1, location("one"))));
        run(tx -> tx.assets().remove(assetId(1)));
        run(tx -> tx.assets().remove(assetId(1)));

        run(tx -> tx.assets().insert(asset(2, location("one"))));

        assertThat(find(tx -> tx.assets().find(assetId(1)))).isEmpty();
        assertThat(list(tx -> tx.assets().at(List.of(location("one"))))).containsExactly(asset(2, location("one")));
    }

    @Test
    void lets_two_rows_change_places_in_one_transaction() {
        run(tx -> {
            tx.assets().insert(asset(1, location("one")));
            tx.assets().insert(asset(2, location("two")));
        });
        Asset one = asset(1, location("two")).atVersion(1);
        Asset two = asset(2, location("one")).atVersion(1);

        run(tx -> {
            tx.assets().update(List.of(asset(1, location("one")), asset(2, location("two"))));
            tx.assets().remove(assetId(1));
            tx.assets().remove(assetId(2));
            tx.assets().insert(one);
            tx.assets().insert(two);
        });

        assertThat(list(tx -> tx.assets().at(List.of(location("one"))))).containsExactly(two);
        assertThat(list(tx -> tx.assets().at(List.of(location("two"))))).containsExactly(one);
        assertThat(find(tx -> tx.assets().find(assetId(1)))).contains(one);
        assertStale(() -> run(tx -> tx.assets().update(asset(1, location("one")))));
    }

    @Test
    void tells_locations_apart_that_differ_in_one_byte() {
        List<BlobLocation> alike = List.of(
                location("a"),
                location("A"),
                location("a "),
                location("\u00e4"),
                location("a\u0308"),
                location("a\u200b"),
                location("\ud83d\ude00"),
                location("\uff5e"),
                location("stra\u00dfe"),
                location("strasse"),
                location("x".repeat(1024)),
                location("x".repeat(1023) + "y"),
                new BlobLocation("store", "mediA", "a"),
                new BlobLocation("store", "media2", "a"),
                new BlobLocation("store2", "media", "a"),
                new BlobLocation("store", "media", "b/a"));
        run(tx -> {
            for (int i = 0; i < alike.size(); i++) {
                tx.assets().insert(asset(i + 1, alike.get(i)));
            }
        });

        for (int i = 0; i < alike.size(); i++) {
            BlobLocation one = alike.get(i);
            assertThat(list(tx -> tx.assets().at(List.of(one)))).containsExactly(asset(i + 1, one));
        }
    }

    @Test
    void updates_all_that_may_change() {
        run(tx -> tx.assets().insert(asset(1)));
        Asset changed = new Asset(
                assetId(1),
                asset(1).owner(),
                asset(1).role(),
                AssetState.DELETING,
                asset(1).location(),
                new Content("image/webp", 5, null, null),
                "handle",
                assetId(2),
                LeaveCause.AGED,
                asset(1).createdAt(),
                NOW,
                NOW.plusSeconds(1),
                0);

        Asset answered = ask(tx -> tx.assets().update(changed));

        assertThat(answered).isEqualTo(changed.atVersion(1));
        assertThat(find(tx -> tx.assets().find(assetId(1)))).contains(changed.atVersion(1));
    }

    @Test
    void never_changes_owner_role_location_and_time_of_creation() {
        run(tx -> tx.assets().insert(asset(1)));
        Asset forged = new Asset(
                assetId(1),
                "thief",
                AssetRole.OUTPUT,
                AssetState.ACTIVE,
                location("elsewhere"),
                asset(1).content(),
                null,
                null,
                null,
                NOW,
                asset(1).usedAt(),
                asset(1).changedAt(),
                0);

        run(tx -> tx.assets().update(forged));

        assertThat(find(tx -> tx.assets().find(assetId(1)))).contains(asset(1).atVersion(1));
        assertThat(list(tx -> tx.assets().at(List.of(location("elsewhere"))))).isEmpty();
    }

    @Test
    void refuses_an_update_of_a_row_that_changed_since() {
        run(tx -> tx.assets().insert(asset(1)));
        run(tx -> tx.assets().update(asset(1).used(NOW)));

        assertStale(() -> run(tx -> tx.assets().update(asset(1).used(NOW.plusSeconds(9)))));
        assertStale(() -> run(tx -> tx.assets().update(asset(1).atVersion(2))));

        assertThat(find(tx -> tx.assets().find(assetId(1))))
                .contains(asset(1).used(NOW).atVersion(1));
    }

    @Test
    void refuses_an_update_of_a_row_that_is_gone() {
        assertStale(() -> run(tx -> tx.assets().update(asset(1))));
    }

    @Test
    void finds_a_thousand_locations_at_once_in_any_state() {
        List<BlobLocation> asked = new ArrayList<>();
        run(tx -> {
            for (int number = 1; number <= 1_000; number++) {
                asked.add(location("many/" + number));
                if (number % 4 != 0) {
                    AssetState state = AssetState.values()[number % AssetState.values().length];
                    tx.assets().insert(asset(number, location("many/" + number)).leaving(state, LeaveCause.AGED, NOW));
                }
            }
        });

        List<Asset> found = ask(tx -> tx.assets().at(asked));

        assertThat(found)
                .extracting(asset -> asset.content().size() - 1_000)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 1_000)
                        .filter(number -> number % 4 != 0)
                        .asLongStream()
                        .boxed()
                        .toList());
    }

    @Test
    void answers_a_location_once_however_often_it_is_asked() {
        run(tx -> tx.assets().insert(asset(1, location("one"))));

        assertThat(list(tx -> tx.assets().at(List.of(location("one"), location("two"), location("one")))))
                .hasSize(1);
        assertThat(list(tx -> tx.assets().at(List.of()))).isEmpty();
    }

    @Test
    void changes_many_at_once_and_every_column_of_each() {
        Asset bare = asset(1);
        Asset full = derived(2, assetId(9))
                .active("handle-2", NOW.plusSeconds(3))
                .leaving(AssetState.QUARANTINED, LeaveCause.RELEASED, NOW.plusSeconds(4));
        run(tx -> {
            tx.assets().insert(bare);
            tx.assets().insert(derived(2, assetId(8)));
        });

        List<Asset> changed = list(tx -> tx.assets().update(List.of(full, bare.used(NOW.plusSeconds(5)))));

        assertThat(changed).extracting(Asset::version).containsExactly(1L, 1L);
        assertThat(find(tx -> tx.assets().find(assetId(2)))).contains(full.atVersion(1));
        assertThat(find(tx -> tx.assets().find(assetId(1))))
                .contains(bare.used(NOW.plusSeconds(5)).atVersion(1));
        assertThat(list(tx -> tx.assets().update(List.of()))).isEmpty();
    }

    @Test
    void changes_none_of_many_if_one_has_changed_since() {
        run(tx -> {
            tx.assets().insert(asset(1));
            tx.assets().insert(asset(2));
            tx.assets().update(asset(2).used(NOW.plusSeconds(1)));
        });

        assertConflict(() -> run(tx ->
                tx.assets().update(List.of(asset(1).used(NOW.plusSeconds(2)), asset(2).used(NOW.plusSeconds(2))))));

        assertThat(find(tx -> tx.assets().find(assetId(1)))).contains(asset(1));
    }

    @Test
    void finds_what_was_derived_in_any_state() {
        Asset thumbnail = derived(2, assetId(1));
        Asset gone = derived(3, assetId(1)).leaving(AssetState.DELETED, LeaveCause.ORIGINAL_LEFT, NOW);
        run(tx -> {
            tx.assets().insert(asset(1));
            tx.assets().insert(thumbnail);
            tx.assets().insert(gone);
            tx.assets().insert(derived(4, assetId(9)));
        });

        assertThat(list(tx -> tx.assets().derivedFrom(List.of(assetId(1), assetId(7)))))
                .containsExactlyInAnyOrder(thumbnail, gone);
        assertThat(list(tx -> tx.assets().derivedFrom(List.of(assetId(2))))).isEmpty();
    }

    private static Asset derived(int number, AssetId original) {
        Asset plain = asset(number);
        return new Asset(
                plain.id(),
                plain.owner(),
                AssetRole.THUMBNAIL,
                AssetState.ACTIVE,
                plain.location(),
                plain.content(),
                null,
                original,
                null,
                plain.createdAt(),
                plain.usedAt(),
                plain.changedAt(),
                0);
    }

    @Test
    void lists_a_state_unchanged_since_before() {
        run(tx -> {
            tx.assets().insert(asset(1).leaving(AssetState.PENDING, LeaveCause.AGED, NOW.minusNanos(1_000)));
            tx.assets().insert(asset(2).leaving(AssetState.PENDING, LeaveCause.AGED, NOW));
            tx.assets().insert(asset(3).leaving(AssetState.ACTIVE, LeaveCause.AGED, NOW.minusSeconds(5)));
        });

        assertThat(page(NOW, null, 10)).extracting(Asset::id).containsExactly(assetId(1));
    }

    @Test
    void pages_through_a_state_in_the_order_of_ids_as_text() {
        run(tx -> {
            for (int number = 1; number <= 25; number++) {
                tx.assets().insert(asset(number).leaving(AssetState.PENDING, LeaveCause.AGED, NOW));
            }
        });

        List<Asset> all = new ArrayList<>();
        AssetId after = null;
        for (List<Asset> page = page(NOW.plusSeconds(1), after, 7);
                !page.isEmpty();
                page = page(NOW.plusSeconds(1), after, 7)) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            all.addAll(page);
            after = page.get(page.size() - 1).id();
        }

        assertThat(all)
                .hasSize(25)
                .isSortedAccordingTo(Comparator.comparing(asset -> asset.id().toString()));
    }

    private List<Asset> page(Instant changedBefore, @Nullable AssetId after, int limit) {
        return ask(tx -> tx.assets().in(AssetState.PENDING, changedBefore, after, limit));
    }
}
