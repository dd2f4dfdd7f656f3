package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.relocation.RelocationReport.Example;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage;
import dev.medialifecycle.testkit.FaultyStorage.Call;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Moves while stores, hosts and other nodes misbehave: nothing is released that did not arrive, nothing is sent twice. */
class RelocationFaultsTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Moves moves = new Moves();
    private final World world = moves.world;
    private final FaultyStorage archive = moves.archive;

    @Test
    void a_row_is_durable_before_the_first_byte_goes_out() {
        Asset video = world.upload(Moves.VIDEO);
        List<AssetState> seen = new ArrayList<>();
        archive.onCall(
                1,
                Operation.PUT,
                new Fault.Meanwhile(() ->
                        seen.add(world.media.asset(there(video)).orElseThrow().state())));

        move();

        assertThat(seen).containsExactly(AssetState.PENDING);
    }

    @Test
    void a_blob_that_has_vanished_is_reported_and_its_asset_stays() {
        Asset lost = world.upload(Moves.VIDEO);
        world.blobs.delete(List.of(lost.blob()));

        RelocationReport report = move();

        assertThat(report.count(RelocationVerdict.VANISHED)).isOne();
        assertUntouched(lost);
        assertThat(world.media.asset(there(lost))).isEmpty();
    }

    @Test
    void bytes_other_than_recorded_are_reported_and_stay_where_they_are() {
        Asset changed = world.upload(Moves.VIDEO);
        byte[] same = Pictures.png(3);
        same[same.length - 1] ^= 1;
        for (byte[] others : List.of(same, Pictures.png(4), new byte[] {1}, new byte[0])) {
            world.blobs.delete(List.of(world.blobs.stat(changed.location()).orElseThrow()));
            world.blobs.put(new PutRequest(changed.location(), Pictures.source(others), "image/png"));

            RelocationReport report = move();

            assertThat(report.count(RelocationVerdict.BYTES_DIFFER)).isOne();
            assertThat(report.examples().get(0).why())
                    .contains("ML-MV-001", changed.location().toString(), "Next: ");
        }
        assertUntouched(changed);
        assertThat(archive.calls(Operation.PUT)).isZero();
    }

    @Test
    void a_source_that_breaks_off_or_ends_early_moves_the_next_time() {
        Asset video = world.upload(Moves.VIDEO);

        world.storage.onCall(1, Operation.OPEN, new Fault.BrokenStream());
        assertThat(move().count(RelocationVerdict.FAILED)).isOne();
        world.storage.onCall(1, Operation.OPEN, new Fault.ShortStream());
        assertThat(move().count(RelocationVerdict.BYTES_DIFFER)).isOne();

        assertUntouched(video);
        assertThat(move().count(RelocationVerdict.MOVED)).isOne();
    }

    @Test
    void a_put_that_did_nothing_leaves_the_key_free() {
        Asset video = world.upload(Moves.VIDEO);
        for (ErrorKind kind : List.of(ErrorKind.UNAVAILABLE, ErrorKind.THROTTLED, ErrorKind.DENIED)) {
            archive.onCall(1, Operation.PUT, new Fault.Before(kind));
            assertThat(move().count(RelocationVerdict.FAILED)).isOne();
            assertThat(world.media.asset(there(video))).isEmpty();
        }

        assertUntouched(video);
        world.live(Duration.ofDays(20));
        assertThat(move().count(RelocationVerdict.MOVED)).isOne();
    }

    @Test
    void a_put_whose_answer_was_lost_is_looked_up_and_not_repeated() {
        world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.PUT, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));

        assertThat(move().count(RelocationVerdict.MOVED)).isOne();
        assertThat(archive.calls(Operation.PUT)).isOne();
    }

    @Test
    void a_put_that_was_lost_with_its_answer_is_repeated_by_the_next_run() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.PUT, new Fault.Before(ErrorKind.OUTCOME_UNKNOWN));

        RelocationReport report = move();

        assertThat(report.count(RelocationVerdict.FAILED)).isOne();
        assertUntouched(video);
        assertThat(world.media.asset(there(video)).orElseThrow().state()).isEqualTo(AssetState.PENDING);
        assertThat(world.media.planRelocation(moves.elsewhere()).count(RelocationVerdict.MOVED))
                .isOne();
        assertThat(move().count(RelocationVerdict.MOVED)).isOne();
    }

    @Test
    void a_copy_that_arrived_and_could_not_be_read_back_is_taken_up_and_not_sent_again() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.OPEN, new Fault.BrokenStream());
        assertThat(move().count(RelocationVerdict.FAILED)).isOne();
        assertUntouched(video);
        int read = world.storage.calls(Operation.OPEN);

        assertThat(move().count(RelocationVerdict.MOVED)).isOne();

        assertThat(archive.calls(Operation.PUT)).isOne();
        assertThat(world.storage.calls(Operation.OPEN))
                .as("what is verified there is not read here")
                .isEqualTo(read);
    }

    @Test
    void a_copy_that_nobody_takes_up_leaves_after_a_week_and_the_asset_does_not() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.PUT, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));
        archive.onEveryCall(Operation.OPEN, new Fault.Before(ErrorKind.UNAVAILABLE));
        move();
        archive.heal();

        world.live(Duration.ofDays(6));
        assertThat(archive.stat(there(video))).isPresent();
        world.live(Duration.ofDays(3));

        assertThat(archive.stat(there(video))).isEmpty();
        assertUntouched(video);
        assertThat(move().count(RelocationVerdict.TARGET_TAKEN))
                .as("its key is not used again while a delete of it may be on its way")
                .isOne();
        assertUntouched(video);
    }

    @Test
    void a_copy_that_is_looked_at_when_its_week_ends_does_not_leave_under_the_look() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.OPEN, new Fault.Before(ErrorKind.UNAVAILABLE));
        assertThat(move().count(RelocationVerdict.FAILED)).isOne();
        world.live(Duration.ofDays(7).minusMinutes(2));
        archive.onCall(1, Operation.OPEN, new Fault.Meanwhile(() -> {
            world.clock.advance(Duration.ofMinutes(3));
            world.runDue();
        }));

        assertThat(move().count(RelocationVerdict.MOVED)).isOne();

        assertThat(archive.calls(Operation.PUT)).isOne();
        assertThat(moves.now(video).location()).isEqualTo(there(video));
    }

    @Test
    void a_copy_that_is_begun_anew_does_not_leave_with_the_first_attempt() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));
        move();
        world.live(Duration.ofDays(7).minusMinutes(2));
        archive.onCall(1, Operation.OPEN, new Fault.Before(ErrorKind.UNAVAILABLE));
        assertThat(move().count(RelocationVerdict.FAILED)).isOne();
        world.clock.advance(Duration.ofMinutes(3));
        world.runDue();

        assertThat(move().count(RelocationVerdict.MOVED)).isOne();
        assertThat(moves.now(video).location()).isEqualTo(there(video));
    }

    @Test
    void a_store_that_changes_bytes_is_found_out_and_gets_no_asset() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onEveryCall(Operation.OPEN, new Fault.ShortStream());

        RelocationReport report = move();
        archive.heal();
        world.live(Duration.ofDays(1));

        assertThat(report.examples())
                .extracting(Example::why)
                .allMatch(why -> why != null && why.contains("ML-MV-002"));
        assertUntouched(video);
        assertThat(archive.stat(there(video))).as("what it made of them leaves").isEmpty();
    }

    @Test
    void a_foreign_blob_that_came_first_is_not_deleted() {
        Asset video = world.upload(Moves.VIDEO);
        byte[] foreign = Pictures.png(8);
        archive.onCall(
                1,
                Operation.PUT,
                new Fault.Meanwhile(
                        () -> archive.put(new PutRequest(there(video), Pictures.source(foreign), "image/png"))));

        assertThat(move().count(RelocationVerdict.TARGET_TAKEN)).isOne();
        world.live(Duration.ofDays(40));

        assertThat(archive.stat(there(video)).orElseThrow().size()).isEqualTo(foreign.length);
        assertThat(world.media.asset(there(video))).isEmpty();
        assertUntouched(video);
    }

    @Test
    void foreign_bytes_under_a_copy_that_was_begun_are_not_deleted_either() {
        Asset video = world.upload(Moves.VIDEO);
        archive.onCall(1, Operation.PUT, new Fault.Before(ErrorKind.OUTCOME_UNKNOWN));
        move();
        byte[] foreign = Pictures.png(8);
        archive.put(new PutRequest(there(video), Pictures.source(foreign), "image/png"));

        assertThat(move().count(RelocationVerdict.TARGET_TAKEN)).isOne();
        world.live(Duration.ofDays(40));

        assertThat(archive.stat(there(video)).orElseThrow().size()).isEqualTo(foreign.length);
        assertUntouched(video);
    }

    @Test
    void an_outage_ends_the_run_instead_of_failing_every_asset() {
        IntStream.range(0, 30).forEach(number -> world.upload(Moves.VIDEO));
        archive.onEveryCall(Operation.STAT, new Fault.Before(ErrorKind.UNAVAILABLE));

        RelocationReport report = move();

        assertThat(report.count(RelocationVerdict.FAILED)).isEqualTo(10);
        assertThat(report.unfinished()).contains("10 failures in a row", "ML-ST-006");
        assertThat(report.isComplete()).isFalse();
        archive.heal();
        assertThat(move().count(RelocationVerdict.MOVED)).isEqualTo(30);
    }

    @Test
    void examples_do_not_grow_with_the_bucket() {
        IntStream.range(0, 60).forEach(number -> {
            world.upload(Moves.VIDEO);
            world.plant("user-1/" + number + ".png");
        });

        RelocationReport report = move();

        assertThat(report.count(RelocationVerdict.MOVED)).isEqualTo(60);
        assertThat(report.count(RelocationVerdict.ORPHAN)).isEqualTo(60);
        assertThat(report.examples()).hasSize(2 * RelocationReport.MOST_EXAMPLES);
    }

    @Test
    void a_listing_that_fails_says_that_orphans_were_not_all_counted() {
        world.upload(Moves.VIDEO);
        world.storage.onCall(1, Operation.LIST, new Fault.Before(ErrorKind.UNAVAILABLE));

        RelocationReport report = move();

        assertThat(report.count(RelocationVerdict.MOVED)).isOne();
        assertThat(report.unfinished()).contains("orphans");
    }

    @Test
    void a_rewriter_that_throws_leaves_the_asset_where_it_is() {
        Asset video = moves.shown(Moves.VIDEO, 1).get(0);

        RelocationReport report = world.media.relocate(moves.elsewhere().rewriting(moved -> {
            throw new IllegalStateException("constraint violated: secret");
        }));

        Example example = report.examples().get(0);
        assertThat(example.verdict()).isEqualTo(RelocationVerdict.FAILED);
        assertThat(example.why()).contains("ML-MV-003", "IllegalStateException").doesNotContain("secret");
        assertUntouched(video);
        assertThat(move().count(RelocationVerdict.MOVED)).isOne();
        assertThat(archive.calls(Operation.PUT)).isOne();
    }

    @Test
    void a_host_transaction_that_runs_nothing_is_found_out() {
        Asset video = world.upload(Moves.VIDEO);

        RelocationReport report = world.media.relocate(moves.elsewhere().within(work -> {}));

        assertThat(report.examples().get(0).why()).contains("ML-MV-003", "without running");
        assertUntouched(video);
    }

    @Test
    void pausing_stops_a_run_at_the_next_asset_and_refuses_the_next_run() {
        IntStream.range(0, 5).forEach(number -> world.upload(Moves.VIDEO));
        archive.onCall(3, Operation.STAT, new Fault.Meanwhile(() -> world.media.pause(Duty.RELOCATION, "look first")));

        RelocationReport report = move();

        assertThat(report.count(RelocationVerdict.MOVED)).isOne();
        assertThat(report.unfinished()).contains("ML-SW-004", "look first");
        assertThatThrownBy(this::move).hasMessageContainingAll("ML-SW-004", "RELOCATION");
        assertThat(world.media.planRelocation(moves.elsewhere()).count(RelocationVerdict.MOVED))
                .isEqualTo(4);
        world.media.resume(Duty.RELOCATION);
        assertThat(move().count(RelocationVerdict.MOVED)).isEqualTo(4);
        assertThat(archive.calls(Operation.PUT)).isEqualTo(5);
    }

    @Test
    void an_interrupted_thread_stops_between_two_assets() {
        IntStream.range(0, 3).forEach(number -> world.upload(Moves.VIDEO));
        archive.onCall(
                1,
                Operation.PUT,
                new Fault.Meanwhile(() -> Thread.currentThread().interrupt()));

        RelocationReport report = move();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.count(RelocationVerdict.MOVED)).isOne();
        assertThat(report.unfinished()).contains("interrupted");
    }

    @Test
    void one_node_at_a_time_moves_from_a_place_and_another_takes_over_from_a_dead_one() {
        World two = World.continuing(world, moves::configure);
        IntStream.range(0, 4).forEach(number -> moves.shown(Moves.VIDEO, 1));
        List<RelocationReport> takenOver = new ArrayList<>();
        archive.onCall(2, Operation.PUT, new Fault.Meanwhile(() -> {
            assertThatThrownBy(() -> two.media.relocate(moves.elsewhere())).hasMessageContaining("ML-SW-006");
            world.clock.advance(LEASE);
            takenOver.add(two.media.relocate(moves.elsewhere()));
        }));

        RelocationReport late = move();

        assertThat(takenOver).singleElement().satisfies(report -> {
            assertThat(report.count(RelocationVerdict.MOVED)).isEqualTo(3);
            assertThat(report.count(RelocationVerdict.ALREADY_THERE)).isOne();
        });
        assertThat(late.unfinished()).contains("ML-SW-006");
        assertThat(late.count(RelocationVerdict.MOVED)).isOne();
        assertThat(world.gallery).allMatch(url -> url.contains("archive") && moves.isReadable(url));
        assertThat(archive.list("media", "", null).blobs()).hasSize(4);
    }

    @Test
    void no_request_is_made_inside_a_transaction() {
        List<String> inside = new ArrayList<>();
        boolean[] isOpen = {false};
        moves.shown(Moves.VIDEO, 3);
        for (FaultyStorage store : List.of(world.storage, archive)) {
            for (Operation operation : List.of(Operation.PUT, Operation.STAT, Operation.OPEN, Operation.LIST)) {
                store.onEveryCall(operation, new Fault.Meanwhile(() -> {
                    if (isOpen[0]) {
                        inside.add(operation.toString());
                    }
                }));
            }
        }

        RelocationReport report = world.media.relocate(moves.elsewhere().within(work -> {
            isOpen[0] = true;
            work.run();
            isOpen[0] = false;
        }));

        assertThat(report.count(RelocationVerdict.MOVED)).isEqualTo(3);
        assertThat(inside).isEmpty();
        assertThat(archive.journal()).extracting(Call::operation).contains(Operation.PUT, Operation.OPEN);
    }

    private RelocationReport move() {
        world.clock.advance(Duration.ofSeconds(1));
        return world.media.relocate(moves.elsewhere());
    }

    private BlobLocation there(Asset asset) {
        return new BlobLocation("archive", "media", asset.location().key());
    }

    /** In use, where it was, and not proposed for leaving. */
    private void assertUntouched(Asset asset) {
        assertThat(moves.now(asset)).isEqualTo(asset);
        world.runDue();
        assertThat(moves.now(asset)).isEqualTo(asset);
    }
}
