package dev.medialifecycle.memory;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
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

/** The jobs of one transaction. */
final class MemoryJobs implements Jobs {
    private final MemoryTables tables;

    MemoryJobs(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void insert(Job job) {
        if (tables.jobs.containsKey(job.id())) {
            throw MemoryTables.taken(ErrorCode.STALE_VERSION, "Job " + job.id());
        }
        refuseTakenVendorId(job);
        tables.set(tables.jobs, job.id(), job);
    }

    @Override
    public Job update(Job job) {
        Job before = tables.jobs.get(job.id());
        if (before == null || before.version() != job.version()) {
            throw MemoryTables.stale("Job " + job.id());
        }
        refuseTakenVendorId(job);
        Job after = job.atVersion(job.version() + 1);
        tables.set(tables.jobs, job.id(), after);
        return after;
    }

    private void refuseTakenVendorId(Job job) {
        VendorJobId vendorJobId = job.vendorJobId();
        if (vendorJobId != null
                && find(vendorJobId)
                        .filter(other -> !other.id().equals(job.id()))
                        .isPresent()) {
            throw MemoryTables.taken(ErrorCode.STALE_VERSION, "Vendor's job id " + vendorJobId);
        }
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
        Set<AssetId> used = new HashSet<>();
        for (Job job : tables.jobs.values()) {
            if (!job.status().isTerminal()) {
                used.addAll(job.inputs());
                job.outputs().stream().map(JobOutput::asset).forEach(used::add);
            }
        }
        used.retainAll(new HashSet<>(assets));
        return used;
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
                .sorted(Comparator.comparing(job -> job.id().value()))
                .filter(job -> after == null || job.id().value().compareTo(after.value()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(JobId id) {
        tables.set(tables.jobs, id, null);
    }
}
