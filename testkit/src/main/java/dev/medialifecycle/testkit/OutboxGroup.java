package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.deliveryId;
import static dev.medialifecycle.testkit.Samples.entry;
import static dev.medialifecycle.testkit.Samples.jobId;
import static dev.medialifecycle.testkit.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An entry is one worker's at a time. */
abstract class OutboxGroup extends RepositoryGroup {
    private static final Duration LEASE = Duration.ofMinutes(5);

    OutboxGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void keeps_every_kind_of_effect() {
        List<Effect> effects = new ArrayList<>(List.of(
                new Effect.ApplyDelivery(deliveryId(1)),
                new Effect.PromoteOutput(jobId(2), 3),
                new Effect.SettleUpload(assetId(4)),
                new Effect.DeleteBlob(assetId(5)),
                new Effect.PollJob(jobId(6)),
                new Effect.WatchOutputs(jobId(6)),
                new Effect.CancelJob(jobId(6)),
                new Effect.ForgetJob(jobId(6)),
                new Effect.TellJobEnded(jobId(7)),
                new Effect.Unreadable("something-newer 1 2 3")));
        for (LeaveCause cause : LeaveCause.values()) {
            effects.add(new Effect.Quarantine(assetId(8), cause));
        }
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            entries.add(OutboxEntry.due(uuid(i + 1), effects.get(i), NOW.minusSeconds(effects.size() - i)));
        }

        run(tx -> tx.outbox().add(entries));

        List<OutboxEntry> kept = lanes().stream()
                .flatMap(lane -> leaseOf(lane, NOW, 100).stream())
                .sorted(Comparator.comparing(OutboxEntry::dueAt))
                .toList();
        assertThat(kept).extracting(OutboxEntry::effect).containsExactlyElementsOf(effects);
    }

    @Test
    void takes_a_hundred_thousand_in_one_call() {
        List<OutboxEntry> many = IntStream.rangeClosed(1, 100_000)
                .mapToObj(number -> entry(number, NOW))
                .toList();

        run(tx -> tx.outbox().add(many));

        assertThat(lease(NOW, 1)).hasSize(1);
        assertThat(count(tx -> tx.outbox().size())).isEqualTo(100_000);
    }

    @Test
    void leases_what_is_due_earliest_first() {
        add(
                entry(1, NOW),
                entry(2, NOW.minusSeconds(2)),
                entry(3, NOW.plusNanos(1_000)),
                entry(4, NOW.minusSeconds(1)));

        assertThat(lease(NOW, 2)).extracting(OutboxEntry::id).containsExactly(uuid(2), uuid(4));
        assertThat(lease(NOW, 2)).extracting(OutboxEntry::id).containsExactly(uuid(1));
        assertThat(lease(NOW, 2)).isEmpty();
    }

    @Test
    void leases_first_whose_turn_is_first_however_long_others_are_due() {
        add(
                entry(1, NOW.minusSeconds(9)),
                entry(2, NOW).ahead(NOW.minusSeconds(20)),
                entry(3, NOW).ahead(NOW.minusSeconds(30)),
                entry(4, NOW.plusSeconds(1)).ahead(NOW.minusSeconds(40)));

        List<OutboxEntry> leased = lease(NOW, 9);

        assertThat(leased).extracting(OutboxEntry::id).containsExactly(uuid(3), uuid(2), uuid(1));
        assertThat(leased.get(0).turn()).isEqualTo(NOW.minusSeconds(30));
        assertThat(leased.get(0).dueAt()).isEqualTo(NOW);
    }

    @Test
    void hands_out_what_is_in_the_lane_asked_for() {
        Lane other = Lane.deleting("store");
        add(entry(1, NOW), entry(2, NOW).in(other), entry(3, NOW.plusSeconds(5)).in(Lane.KEEPING));

        assertThat(lanes()).containsExactlyInAnyOrder(Lane.LEAVING, Lane.KEEPING, other);
        List<OutboxEntry> leased = leaseOf(other, NOW, 9);
        assertThat(leased).extracting(OutboxEntry::id).containsExactly(uuid(2));
        assertThat(leased.get(0).lane()).isEqualTo(other);
        run(tx -> tx.outbox().settle(leased));
        giveUp(lease(NOW, 1).get(0));
        assertThat(lanes()).containsExactly(Lane.KEEPING);
    }

    @Test
    void settles_many_at_once_and_passes_over_those_of_others() {
        add(entry(1, NOW), entry(2, NOW), entry(3, NOW), entry(4, NOW));
        List<OutboxEntry> late = lease(NOW, 2);
        List<OutboxEntry> now = lease(NOW.plus(LEASE), 4);

        List<OutboxEntry> all = new ArrayList<>(late);
        now.stream().filter(entry -> !ids(late).contains(entry.id())).forEach(all::add);

        assertThat(settleAll(all)).isEqualTo(2);
        assertThat(count(tx -> tx.outbox().size())).isEqualTo(2);
        assertThat(settleAll(now)).isEqualTo(2);
        assertThat(settleAll(List.of())).isZero();
    }

    @Test
    void stores_what_a_worker_made_of_the_entry() {
        add(entry(1, NOW).ahead(NOW.minusSeconds(9)));
        OutboxEntry leased = lease(NOW, 1).get(0);

        int stored = ask(tx -> tx.outbox().postpone(List.of(leased.putOff(NOW.plusSeconds(3), "too early"))));

        assertThat(stored).isEqualTo(1);

        OutboxEntry again = lease(NOW.plusSeconds(3), 1).get(0);
        assertThat(again.attempts()).as("being too early is no attempt").isEqualTo(1);
        assertThat(again.lastError()).isEqualTo("too early");
        assertThat(again.dueAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(again.turn()).as("it keeps its place").isEqualTo(NOW.minusSeconds(9));
    }

    @Test
    void counts_the_attempt_and_gives_a_new_lease_each_time() {
        add(entry(1, NOW));

        OutboxEntry first = lease(NOW, 1).get(0);
        OutboxEntry second = lease(NOW.plus(LEASE), 1).get(0);

        assertThat(first.attempts()).isEqualTo(1);
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.lease()).isNotEqualTo(first.lease());
        assertThat(second.dueAt()).isEqualTo(NOW);
    }

    @Test
    void hands_an_entry_out_again_only_when_its_lease_has_passed() {
        add(entry(1, NOW));
        lease(NOW, 1);

        assertThat(lease(NOW.plus(LEASE).minusNanos(1_000), 1)).isEmpty();
        assertThat(lease(NOW.plus(LEASE), 1)).hasSize(1);
    }

    @Test
    void forgets_a_settled_entry() {
        add(entry(1, NOW), entry(2, NOW));
        OutboxEntry leased = lease(NOW, 1).get(0);

        assertThat(settle(leased)).isTrue();
        assertThat(settle(leased)).isFalse();

        assertThat(count(tx -> tx.outbox().size())).isEqualTo(1);
        assertThat(lease(NOW.plus(LEASE), 10)).extracting(OutboxEntry::id).doesNotContain(leased.id());
    }

    @Test
    void lets_a_late_worker_settle_as_long_as_nobody_else_has_the_entry() {
        add(entry(1, NOW));
        OutboxEntry leased = lease(NOW, 1).get(0);

        assertThat(settle(leased))
                .as("its lease ran out long ago, and nobody cared")
                .isTrue();
    }

    @Test
    void changes_nothing_for_a_worker_whose_lease_has_passed_to_another() {
        add(entry(1, NOW));
        OutboxEntry late = lease(NOW, 1).get(0);
        OutboxEntry present = lease(NOW.plus(LEASE), 1).get(0);

        assertThat(settle(late)).isFalse();
        assertThat(postpone(late, NOW)).isFalse();
        assertThat(giveUp(late)).isFalse();

        assertThat(list(tx -> tx.outbox().givenUp(10))).isEmpty();
        assertThat(lease(NOW.plus(LEASE).plusSeconds(1), 1)).as("still leased").isEmpty();
        assertThat(settle(present)).isTrue();
    }

    @Test
    void makes_a_postponed_entry_due_later() {
        add(entry(1, NOW));
        OutboxEntry leased = lease(NOW, 1).get(0);
        Instant later = NOW.plusSeconds(30);

        assertThat(postpone(leased, later)).isTrue();

        assertThat(lease(later.minusNanos(1_000), 1)).isEmpty();
        OutboxEntry again = lease(later, 1).get(0);
        assertThat(again.dueAt()).isEqualTo(later);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.lastError()).isEqualTo("postponed for a reason");
    }

    @Test
    void takes_a_lease_that_was_given_back_for_none() {
        add(entry(1, NOW), entry(2, NOW));
        List<OutboxEntry> leased = lease(NOW, 2);
        postpone(leased.get(0), NOW.plusSeconds(1));
        giveUp(leased.get(1));

        for (OutboxEntry entry : leased) {
            assertThat(settle(entry)).isFalse();
            assertThat(postpone(entry, NOW.plusSeconds(2))).isFalse();
            assertThat(giveUp(entry)).isFalse();
        }
    }

    @Test
    void keeps_and_shows_what_was_given_up_oldest_due_first() {
        add(entry(1, NOW), entry(2, NOW.minusSeconds(1)), entry(3, NOW.minusSeconds(2)));
        lease(NOW, 3).forEach(this::giveUp);

        List<OutboxEntry> shown = ask(tx -> tx.outbox().givenUp(2));

        assertThat(shown).extracting(OutboxEntry::id).containsExactly(uuid(3), uuid(2));
        assertThat(shown.get(0).lastError()).isEqualTo("given up for a reason");
        assertThat(shown.get(0).effect()).isEqualTo(new Effect.DeleteBlob(assetId(3)));
        assertThat(lease(NOW.plus(LEASE).plus(LEASE), 10)).isEmpty();
        assertThat(count(tx -> tx.outbox().size())).isZero();
    }

    @Test
    void makes_a_given_up_entry_due_again() {
        add(entry(1, NOW), entry(2, NOW.plus(LEASE)));
        giveUp(lease(NOW, 1).get(0));

        assertThat(retry(1, NOW.plusSeconds(9))).isTrue();
        assertThat(retry(1, NOW)).as("not given up any more").isFalse();
        assertThat(retry(2, NOW)).as("never given up").isFalse();
        assertThat(retry(3, NOW)).as("unknown").isFalse();

        assertThat(lease(NOW.plusSeconds(8), 10)).isEmpty();
        List<OutboxEntry> again = lease(NOW.plusSeconds(9), 10);
        assertThat(again).extracting(OutboxEntry::id).containsExactly(uuid(1));
        assertThat(again.get(0).attempts()).as("as if never tried").isEqualTo(1);
        assertThat(list(tx -> tx.outbox().givenUp(10))).isEmpty();
    }

    @Test
    void adds_all_or_none() {
        add(entry(1, NOW));

        assertConflict(() -> run(tx -> tx.outbox().add(List.of(entry(2, NOW), entry(1, NOW), entry(3, NOW)))));
        assertThat(count(tx -> tx.outbox().size())).isEqualTo(1);

        run(tx -> tx.outbox().add(List.of()));
        assertThat(count(tx -> tx.outbox().size())).isEqualTo(1);
    }

    @Test
    void counts_entries_that_wait_leased_or_not() {
        add(entry(1, NOW), entry(2, NOW), entry(3, NOW), entry(4, NOW.plus(LEASE)));
        lease(NOW, 2);

        assertThat(count(tx -> tx.outbox().size())).isEqualTo(4);
    }

    @Test
    void takes_back_a_lease_that_was_rolled_back() {
        add(entry(1, NOW));

        assertThatThrownBy(() -> run(tx -> {
                    tx.outbox().lease(Lane.LEAVING, NOW, LEASE, 1);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(lease(NOW, 1)).extracting(OutboxEntry::attempts).containsExactly(1);
    }

    private void add(OutboxEntry... entries) {
        run(tx -> tx.outbox().add(List.of(entries)));
    }

    private List<OutboxEntry> lease(Instant now, int limit) {
        return leaseOf(Lane.LEAVING, now, limit);
    }

    private List<OutboxEntry> leaseOf(Lane lane, Instant now, int limit) {
        return ask(tx -> tx.outbox().lease(lane, now, LEASE, limit));
    }

    private Set<Lane> lanes() {
        return ask(tx -> tx.outbox().lanes());
    }

    private int settleAll(List<OutboxEntry> entries) {
        return ask(tx -> tx.outbox().settle(entries));
    }

    private static List<UUID> ids(List<OutboxEntry> entries) {
        return entries.stream().map(OutboxEntry::id).toList();
    }

    private boolean settle(OutboxEntry entry) {
        return ask(tx -> tx.outbox().settle(List.of(entry))) == 1;
    }

    private boolean postpone(OutboxEntry entry, Instant dueAt) {
        OutboxEntry later = entry.postponed(dueAt, "postponed for a reason");
        return ask(tx -> tx.outbox().postpone(List.of(later))) == 1;
    }

    private boolean giveUp(OutboxEntry entry) {
        OutboxEntry last = entry.givenUp("given up for a reason");
        return ask(tx -> tx.outbox().giveUp(List.of(last))) == 1;
    }

    private boolean retry(int number, Instant dueAt) {
        return ask(tx -> tx.outbox().retry(uuid(number), dueAt));
    }
}
