package dev.medialifecycle.memory;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.repository.Jobs;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class MemoryJobs implements Jobs {
    private final Tables tables;
    private final Journal journal;

    MemoryJobs(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    @Override
    public void insert(Job job) {
        if (rows().containsKey(job.id())) {
            throw Conflicts.stale("Job not recorded: its id is taken");
        }
        give(job.id(), job.vendorJobId());
        journal.put(tables.jobs, job.id(), job);
    }

    @Override
    public Job update(Job job) {
        Job row = rows().get(job.id());
        if (row == null || row.version() != job.version()) {
            throw Conflicts.stale("Job " + job.id() + " not changed: somebody else changed it first");
        }
        give(job.id(), job.vendorJobId());
        if (row.vendorJobId() != null && !row.vendorJobId().equals(job.vendorJobId())) {
            journal.remove(tables.jobsByVendorId, row.vendorJobId());
        }
        Job stored = new Job(
                row.id(),
                row.owner(),
                row.vendor(),
                row.inputs(),
                job.vendorJobId(),
                job.status(),
                job.failure(),
                job.report(),
                job.outputs(),
                row.openedAt(),
                job.deadline(),
                job.endedAt(),
                row.version() + 1);
        journal.put(tables.jobs, stored.id(), stored);
        return stored;
    }

    private void give(JobId job, @Nullable VendorJobId vendorId) {
        if (vendorId == null) {
            return;
        }
        JobId holder = tables.jobsByVendorId.get(vendorId);
        if (holder != null && !holder.equals(job)) {
            throw Conflicts.stale("Job not recorded: another job has the vendor's id");
        }
        journal.put(tables.jobsByVendorId, vendorId, job);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return Optional.ofNullable(rows().get(id));
    }

    @Override
    public Optional<Job> find(VendorJobId id) {
        return Optional.ofNullable(journal.in(tables.jobsByVendorId).get(id)).map(tables.jobs::get);
    }

    @Override
    public Set<AssetId> pinned(Collection<AssetId> assets) {
        Set<AssetId> held = new HashSet<>();
        for (Job job : rows().values()) {
            if (job.endedAt() == null) {
                held.addAll(job.inputs());
                for (JobOutput output : job.outputs()) {
                    if (output.asset() != null) {
                        held.add(output.asset());
                    }
                }
            }
        }
        held.retainAll(new HashSet<>(assets));
        return Set.copyOf(held);
    }

    @Override
    public List<Job> using(AssetId input) {
        return rows().values().stream()
                .filter(job -> job.inputs().contains(input))
                .toList();
    }

    @Override
    public List<Job> ended(Instant endedBefore, @Nullable JobId after, int limit) {
        NavigableMap<JobId, Job> rows = after == null ? rows() : rows().tailMap(after, false);
        return rows.values().stream()
                .filter(job -> job.endedAt() != null && job.endedAt().isBefore(endedBefore))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(JobId id) {
        Job row = rows().get(id);
        if (row == null) {
            return;
        }
        journal.remove(tables.jobs, id);
        if (row.vendorJobId() != null) {
            journal.remove(tables.jobsByVendorId, row.vendorJobId());
        }
    }

    private NavigableMap<JobId, Job> rows() {
        return journal.in(tables.jobs);
    }
}
