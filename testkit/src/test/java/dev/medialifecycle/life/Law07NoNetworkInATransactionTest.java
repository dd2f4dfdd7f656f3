package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class Law07NoNetworkInATransactionTest {
    private int open;
    private final List<String> inside = new ArrayList<>();
    private final World world = World.behind(this::watched);

    @Test
    void no_request_to_the_store_is_made_inside_a_transaction_of_ours() {
        for (Operation operation :
                List.of(Operation.PUT, Operation.STAT, Operation.OPEN, Operation.DELETE, Operation.LIST)) {
            world.storage.onEveryCall(operation, new Fault.Meanwhile(() -> note(operation.toString())));
        }
        MediaLifecycle media = world.media;
        Asset kept = world.upload(World.KEPT);
        Asset input = world.upload(AssetRole.INPUT);
        world.plant("lost/1.png");

        world.running(Set.of(input.id()), "p1");
        world.deliver("d1", "p1 succeeded " + Pictures.dataUri(9));
        world.runDue();
        media.release(kept.id());
        world.live(Duration.ofDays(2));
        media.sweep(CyclePlan.dryRun(List.of(World.MEDIA)).executing());
        world.live(Duration.ofDays(20));

        assertThat(world.storage.calls(Operation.PUT)).isEqualTo(3);
        assertThat(world.storage.calls(Operation.DELETE)).isPositive();
        assertThat(world.storage.calls(Operation.LIST)).isPositive();
        assertThat(inside).isEmpty();
    }

    @Test
    void no_request_is_made_inside_a_transaction_while_assets_move() {
        for (Operation operation : List.of(Operation.PUT, Operation.STAT, Operation.OPEN, Operation.LIST)) {
            world.storage.onEveryCall(operation, new Fault.Meanwhile(() -> note(operation.toString())));
        }
        world.upload(World.KEPT);
        Relocation move = Relocation.from("store", "media").to("store", "inputs");

        assertThat(world.media.relocate(move).isComplete()).isTrue();

        assertThat(world.storage.calls(Operation.PUT)).isEqualTo(2);
        assertThat(inside).isEmpty();
    }

    @Test
    void the_watch_itself_would_notice() {
        world.storage.onEveryCall(Operation.STAT, new Fault.Meanwhile(() -> note("STAT")));
        Asset kept = world.upload(World.KEPT);

        watched(world.repository).inNewTransaction(tx -> world.storage.stat(kept.location()));

        assertThat(inside).containsExactly("STAT");
    }

    private void note(String call) {
        if (open > 0) {
            inside.add(call);
        }
    }

    private JobRepository watched(JobRepository repository) {
        return new JobRepository() {
            @Override
            public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
                return repository.inTransaction(tx -> counted(work, tx));
            }

            @Override
            public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
                return repository.inNewTransaction(tx -> counted(work, tx));
            }
        };
    }

    private <T> T counted(Function<? super Transaction, ? extends T> work, Transaction tx) {
        open++;
        try {
            return work.apply(tx);
        } finally {
            open--;
        }
    }
}
