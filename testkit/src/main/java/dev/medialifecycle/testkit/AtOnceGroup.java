package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.asset;
import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.deliveryId;
import static dev.medialifecycle.testkit.Samples.entry;
import static dev.medialifecycle.testkit.Samples.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many at once lose nothing. */
abstract class AtOnceGroup extends RepositoryGroup {
    private static final int RUNNERS = 4;
    private static final int ROUNDS = 20;

    AtOnceGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void stores_a_delivery_for_exactly_one_of_many() {
        for (int round = 0; round < ROUNDS; round++) {
            String vendorsId = "round-" + round;
            int first = 1 + round * RUNNERS;
            List<Boolean> stored = Race.run(
                    RUNNERS,
                    runner -> ask(tx -> tx.deliveries()
                            .insert(new StoredDelivery(
                                    deliveryId(first + runner),
                                    Samples.VENDOR,
                                    vendorsId,
                                    new byte[] {1},
                                    DeliveryState.APPLIED,
                                    null,
                                    null,
                                    Assurance.FULL,
                                    NOW,
                                    NOW))));

            assertThat(stored).as(vendorsId).containsOnlyOnce(true);
        }
    }

    @Test
    void gives_a_location_to_exactly_one_of_many() {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "round/" + round;
            int first = 1 + round * RUNNERS;
            List<Boolean> stored = Race.run(RUNNERS, runner -> inserted(asset(first + runner, location(key))));

            assertThat(stored).as(key).containsOnlyOnce(true);
            assertThat(list(tx -> tx.assets().at(List.of(location(key))))).hasSize(1);
        }
    }

    private boolean inserted(Asset asset) {
        try {
            run(tx -> tx.assets().insert(asset));
            return true;
        } catch (MediaLifecycleException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
            return false;
        }
    }

    @Test
    void lets_exactly_one_of_those_who_read_the_same_version_change_it() {
        run(tx -> tx.assets().insert(asset(1)));
        for (int round = 0; round < ROUNDS; round++) {
            Asset read = ask(tx -> tx.assets().find(assetId(1))).orElseThrow();
            List<Boolean> changed = Race.run(RUNNERS, runner -> changed(read));

            assertThat(changed).as("round %s", round).containsOnlyOnce(true);
        }

        assertThat(find(tx -> tx.assets().find(assetId(1))).orElseThrow().version())
                .isEqualTo(ROUNDS);
    }

    private boolean changed(Asset read) {
        try {
            run(tx -> tx.assets().update(read.used(NOW)));
            return true;
        } catch (MediaLifecycleException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
            return false;
        }
    }

    @Test
    void hands_each_entry_to_exactly_one_worker() {
        int entries = 300;
        run(tx -> tx.outbox()
                .add(IntStream.rangeClosed(1, entries)
                        .mapToObj(number -> entry(number, NOW))
                        .toList()));

        List<List<UUID>> hands = Race.run(RUNNERS, runner -> leasedUntilNothingIsLeft(7 + runner, entries));

        List<UUID> all = hands.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(entries).doesNotHaveDuplicates();
    }

    private List<UUID> leasedUntilNothingIsLeft(int limit, int entries) {
        List<UUID> hand = new ArrayList<>();
        List<OutboxEntry> leased;
        do {
            leased = ask(tx -> tx.outbox().lease(Lane.LEAVING, NOW, Duration.ofMinutes(5), limit));
            leased.forEach(entry -> hand.add(entry.id()));
        } while (!leased.isEmpty() && hand.size() <= entries);
        return hand;
    }

    @Test
    void settles_an_entry_for_exactly_one_of_many() {
        for (int round = 1; round <= ROUNDS; round++) {
            OutboxEntry added = entry(round, NOW);
            run(tx -> tx.outbox().add(List.of(added)));
            OutboxEntry leased = ask(tx -> tx.outbox().lease(Lane.LEAVING, NOW, Duration.ofMinutes(5), 1))
                    .get(0);

            List<Integer> settled =
                    Race.run(RUNNERS, runner -> ask(tx -> tx.outbox().settle(List.of(leased))));

            assertThat(settled).as("round %s", round).containsOnlyOnce(1).allMatch(count -> count <= 1);
        }
    }

    @Test
    void sets_a_mark_for_many() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "round-" + round;
            List<String> values = Race.run(
                    RUNNERS,
                    runner -> ask(tx -> {
                        tx.marks().put(name, "runner-" + runner);
                        return "runner-" + runner;
                    }));

            assertThat(find(tx -> tx.marks().find(name))).get().isIn(values);
        }
    }

    @Test
    void replaces_a_mark_for_exactly_one_of_many_who_expect_the_same() {
        String before = null;
        for (int round = 0; round < ROUNDS; round++) {
            String expected = before;
            String next = round + " of runner-";
            List<Boolean> replaced = Race.run(RUNNERS, runner -> replaced(expected, next + runner));

            assertThat(replaced).as("expecting %s", expected).containsOnlyOnce(true);
            before = round % 4 == 3 ? null : next + replaced.indexOf(true);
            if (before == null) {
                run(tx -> tx.marks().remove("lease"));
            } else {
                assertThat(find(tx -> tx.marks().find("lease"))).contains(before);
            }
        }
    }

    private boolean replaced(@Nullable String expected, String next) {
        try {
            return ask(tx -> tx.marks().replace("lease", expected, next));
        } catch (MediaLifecycleException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.STALE_VERSION);
            return false;
        }
    }
}
