package dev.medialifecycle.repository;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.VendorJobId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of jobs, their inputs and their outputs. */
public interface Jobs {
    /** Throws {@code CONFLICT} if the id or the vendor's id is taken. */
    void insert(Job job);

    /** Stores all but id, owner, vendor, inputs and openedAt, and answers it at its new version; {@code CONFLICT} also if the vendor's id is taken. */
    Job update(Job job);

    /** The job with this id. */
    Optional<Job> find(JobId id);

    /** The job that a vendor knows under this id. */
    Optional<Job> find(VendorJobId id);

    /** Those of the assets that a job which has not ended has among its inputs or kept outputs. */
    Set<AssetId> pinned(Collection<AssetId> assets);

    /** The jobs that have an asset among their inputs, in any state, in no order. */
    List<Job> using(AssetId input);

    /** Ended jobs, in the order of the id's text, after {@code after} if given. */
    List<Job> ended(Instant endedBefore, @Nullable JobId after, int limit);

    /** Forgets the row with its inputs and outputs; idempotent. */
    void remove(JobId id);
}
