package dev.medialifecycle.consumer;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Jobs;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record HomemadeJobs(HomemadeTables tables) implements Jobs {
    @Override
    public void insert(Job job) {
        if (tables.jobs.putIfAbsent(job.id(), job) != null) {
            throw HomemadeTables.stale();
        }
    }

    @Override
    public Job update(Job job) {
        Job before = tables.jobs.get(job.id());
        if (before == null || before.version() != job.version()) {
            throw HomemadeTables.stale();
        }
        Job after = job.atVersion(job.version() + 1);
        tables.jobs.put(job.id(), after);
        return after;
    }

    @Override
    public Optional<Job> find(JobId id) {
        return Optional.ofNullable(tables.jobs.get(id));
    }

    @Override
    public Optional<Job> find(VendorJobId id) {
        return tables.jobs.values().stream()
                .filter(job -> id.equals(job.vendorJobId()))
                .findFirst();
    }

    @Override
    public Set<AssetId> pinned(Collection<AssetId> assets) {
        Set<AssetId> pinned = new HashSet<>();
        for (Job job : tables.jobs.values()) {
            if (!job.status().isTerminal()) {
                pinned.addAll(job.inputs());
                job.outputs().forEach(output -> pinned.add(output.asset()));
            }
        }
        pinned.retainAll(Set.copyOf(assets));
        return pinned;
    }

    @Override
    public List<Job> using(AssetId input) {
        return tables.jobs.values().stream()
                .filter(job -> job.inputs().contains(input))
                .toList();
    }

    @Override
    public List<Job> ended(Instant endedBefore, @Nullable JobId after, int limit) {
        return tables.jobs.values().stream()
                .filter(job -> job.endedAt() != null && job.endedAt().isBefore(endedBefore))
                .filter(job -> after == null || job.id().toString().compareTo(after.toString()) > 0)
                .sorted(Comparator.comparing(job -> job.id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(JobId id) {
        tables.jobs.remove(id);
    }
}
