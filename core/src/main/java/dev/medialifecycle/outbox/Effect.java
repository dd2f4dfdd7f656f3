package dev.medialifecycle.outbox;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.webhook.DeliveryId;
import java.util.UUID;

/**
 * A side effect, recorded with the change that caused it and safe to run twice. {@link Object#toString} writes it in one line that
 * {@link #parse} reads, which is how a repository stores it.
 */
public sealed interface Effect {
    /** Apply a parked delivery, should its job be known by now. */
    record ApplyDelivery(DeliveryId delivery) implements Effect {
        @Override
        public String toString() {
            return "apply-delivery " + delivery;
        }
    }

    /** Make an output our own. */
    record PromoteOutput(JobId job, int index) implements Effect {
        @Override
        public String toString() {
            return "promote-output " + job + " " + index;
        }
    }

    /** Find out what became of an upload that is still PENDING. */
    record SettleUpload(AssetId asset) implements Effect {
        @Override
        public String toString() {
            return "settle-upload " + asset;
        }
    }

    /** Take an asset out of use, unless somebody refers to it. */
    record Quarantine(AssetId asset, LeaveCause cause) implements Effect {
        @Override
        public String toString() {
            return "quarantine " + asset + " " + cause;
        }
    }

    /** Delete a quarantined asset's bytes, unless somebody refers to it by now. */
    record DeleteBlob(AssetId asset) implements Effect {
        @Override
        public String toString() {
            return "delete-blob " + asset;
        }
    }

    /** Ask the vendor what became of a job without news, and expire it at its deadline. */
    record PollJob(JobId job) implements Effect {
        @Override
        public String toString() {
            return "poll-job " + job;
        }
    }

    /** See whether a job has outputs that are about to expire uncopied. */
    record WatchOutputs(JobId job) implements Effect {
        @Override
        public String toString() {
            return "watch-outputs " + job;
        }
    }

    /** Tell the vendor to stop a job. */
    record CancelJob(JobId job) implements Effect {
        @Override
        public String toString() {
            return "cancel-job " + job;
        }
    }

    /** Tell the vendor to forget a job, once what came of it is seen to be ours. */
    record ForgetJob(JobId job) implements Effect {
        @Override
        public String toString() {
            return "forget-job " + job;
        }
    }

    /** Tell the host that a job ended. */
    record TellJobEnded(JobId job) implements Effect {
        @Override
        public String toString() {
            return "tell-job-ended " + job;
        }
    }

    /** What another version of this library wrote, and this one leaves alone. */
    record Unreadable(String text) implements Effect {
        @Override
        public String toString() {
            return text;
        }
    }

    /** The effect that {@code toString} wrote, {@link Unreadable} if this version knows no such effect. */
    static Effect parse(String text) {
        try {
            return known(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Two versions share a database while a host is updated: what one cannot read is the other's to do.
            return new Unreadable(text);
        }
    }

    private static Effect known(String text) {
        String[] words = text.split(" ", -1);
        UUID subject = UUID.fromString(words[1]);
        return switch (words[0]) {
            case "apply-delivery" -> new ApplyDelivery(new DeliveryId(subject));
            case "promote-output" -> new PromoteOutput(new JobId(subject), Integer.parseInt(words[2]));
            case "settle-upload" -> new SettleUpload(new AssetId(subject));
            case "quarantine" -> new Quarantine(new AssetId(subject), LeaveCause.valueOf(words[2]));
            case "delete-blob" -> new DeleteBlob(new AssetId(subject));
            case "poll-job" -> new PollJob(new JobId(subject));
            case "watch-outputs" -> new WatchOutputs(new JobId(subject));
            case "cancel-job" -> new CancelJob(new JobId(subject));
            case "forget-job" -> new ForgetJob(new JobId(subject));
            case "tell-job-ended" -> new TellJobEnded(new JobId(subject));
            default -> throw new IllegalArgumentException("Not an effect: " + words[0]);
        };
    }
}
