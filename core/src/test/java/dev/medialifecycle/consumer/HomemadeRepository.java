package dev.medialifecycle.consumer;

import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A repository as a host would write one first: everything in maps, copied for each transaction, put back if it fails. */
final class HomemadeRepository implements JobRepository {
    private HomemadeTables tables = new HomemadeTables();

    @Override
    public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
        return inNewTransaction(work);
    }

    @Override
    public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
        List<Runnable> afterCommit = new ArrayList<>();
        T answer;
        synchronized (this) {
            HomemadeTables copy = tables.copy();
            answer = work.apply(new View(copy, afterCommit));
            tables = copy;
        }
        afterCommit.forEach(Runnable::run);
        return answer;
    }

    private record View(HomemadeTables tables, List<Runnable> actions) implements Transaction {
        @Override
        public Assets assets() {
            return new HomemadeAssets(tables);
        }

        @Override
        public Jobs jobs() {
            return new HomemadeJobs(tables);
        }

        @Override
        public Deliveries deliveries() {
            return new HomemadeDeliveries(tables);
        }

        @Override
        public Outbox outbox() {
            return new HomemadeOutbox(tables);
        }

        @Override
        public Marks marks() {
            return new MapMarks(tables.marks);
        }

        @Override
        public void afterCommit(Runnable action) {
            actions.add(action);
        }
    }

    private record MapMarks(Map<String, String> map) implements Marks {
        @Override
        public Optional<String> find(String name) {
            return Optional.ofNullable(map.get(name));
        }

        @Override
        public void put(String name, String value) {
            map.put(name, value);
        }

        @Override
        public void remove(String name) {
            map.remove(name);
        }

        @Override
        public boolean replace(String name, String expected, String next) {
            if (!Objects.equals(map.get(name), expected)) {
                return false;
            }
            map.compute(name, (unused, before) -> next);
            return true;
        }
    }
}
