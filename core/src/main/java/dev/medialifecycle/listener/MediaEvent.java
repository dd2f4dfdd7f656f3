package dev.medialifecycle.listener;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.sweep.Duty;
import dev.medialifecycle.sweep.SweepPlan;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.upload.Violation;
import dev.medialifecycle.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened, told once it is durable. */
public sealed interface MediaEvent {
    /** An upload is stored and in use. */
    record UploadAccepted(Asset asset) implements MediaEvent {}

    /** An upload was turned away; nothing was stored. */
    record UploadRejected(String owner, List<Violation> violations) implements MediaEvent {}

    /** A job was opened; it pins its inputs. */
    record JobOpened(Job job) implements MediaEvent {}

    /** A job moved on. */
    record JobStatusChanged(Job job, JobStatus before) implements MediaEvent {}

    /** A job ended well. At least once, also after a crash; once per job otherwise. */
    record JobSucceeded(Job job) implements MediaEvent {}

    /** A job ended otherwise: refund here. At least once, also after a crash; once per job otherwise. */
    record JobFailed(Job job) implements MediaEvent {}

    /** The vendor says that a job ended otherwise than it did; {@code said} is its word, and the job stays as it is. */
    record OutcomeConflict(Job job, JobStatus said) implements MediaEvent {}

    /** An output is our own asset now. */
    record OutputKept(JobId job, int index, Asset asset) implements MediaEvent {}

    /** An output has a fifth of its life at the vendor left and is not ours. At least once, also after a crash. */
    record OutputAtRisk(JobId job, int index, Instant expiresAt) implements MediaEvent {}

    /** An output was given up. */
    record OutputLost(JobId job, int index, String reason) implements MediaEvent {}

    /** A delivery was handled, whatever came of it. */
    record DeliveryHandled(
            String vendor, WebhookOutcome outcome, @Nullable String reason) implements MediaEvent {}

    /** An asset was proposed for leaving; references have not been asked yet. */
    record LeaveProposed(AssetId asset, LeaveCause cause) implements MediaEvent {}

    /** An asset that was to leave stays, because something still needs it. */
    record LeaveVetoed(AssetId asset, String by) implements MediaEvent {}

    /** An asset is out of use and recoverable. */
    record AssetQuarantined(Asset asset) implements MediaEvent {}

    /** An asset is back in use. */
    record AssetRestored(Asset asset) implements MediaEvent {}

    /** An asset is at another place, under the same id; what is left at the old one was proposed for leaving. */
    record AssetMoved(Asset before, Asset after) implements MediaEvent {}

    /** An asset's bytes are gone; {@code deletion} says what the store left behind. */
    record AssetDeleted(Asset asset, Deletion deletion) implements MediaEvent {
        /** DELETED or ALREADY_ABSENT. */
        public Deletion.Verdict verdict() {
            return deletion.verdict();
        }
    }

    /** The store did not delete; {@code givenUp} says whether a person must look. */
    record DeletionFailed(Asset asset, Deletion deletion, boolean givenUp) implements MediaEvent {}

    /** An effect failed; {@code givenUp} says whether it will be tried again by itself. */
    record EffectFailed(Effect effect, String reason, boolean givenUp) implements MediaEvent {}

    /** A sweep began. */
    record SweepStarted(SweepScope scope) implements MediaEvent {}

    /** A sweep was planned; with {@code executed}, its orphans were quarantined too. */
    record SweepCompleted(SweepPlan plan, boolean executed) implements MediaEvent {}

    /** A sweep stopped and did nothing, because something could not be known. */
    record SweepAborted(SweepScope scope, String reason) implements MediaEvent {}

    /** A scope's bait was not found or could not be set up: what sweeps of this scope find cannot be relied on. */
    record SelfTestFailed(SweepScope scope, String reason) implements MediaEvent {}

    /** These duties are stopped on every node. */
    record Paused(Set<Duty> duties, String reason) implements MediaEvent {
        /** Copies the set. */
        public Paused {
            duties = Set.copyOf(duties);
        }
    }

    /** These duties go on. */
    record Resumed(Set<Duty> duties) implements MediaEvent {
        /** Copies the set. */
        public Resumed {
            duties = Set.copyOf(duties);
        }
    }
}
