package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.repository.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** What was durable after one commit: the library's rows and the host's. Never written to again. */
record Committed(long number, MemoryJobRepository rows, SortedMap<Long, HostRow> hostRows) {

    <T> T read(Function<? super Transaction, ? extends T> question) {
        return rows.inNewTransaction(question);
    }

    Optional<Asset> asset(AssetId id) {
        return read(tx -> tx.assets().find(id));
    }

    Optional<Asset> asset(BlobLocation location) {
        return read(tx -> tx.assets().at(List.of(location))).stream().findFirst();
    }

    Optional<Job> job(JobId id) {
        return read(tx -> tx.jobs().find(id));
    }

    boolean isPinned(AssetId id) {
        return !read(tx -> tx.jobs().pinned(List.of(id))).isEmpty();
    }

    boolean isPaused() {
        return read(tx -> tx.marks().find("paused")).isPresent();
    }

    List<HostRow> references(BlobLocation location) {
        return hostRows.values().stream()
                .filter(row -> row.target().equals(location))
                .toList();
    }
}
