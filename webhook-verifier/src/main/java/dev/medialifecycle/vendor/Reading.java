package dev.medialifecycle.vendor;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import java.util.List;

/** How a vendor's JSON is read: where things stand, and what its status words mean. Immutable and thread-safe. */
final class Reading {
    static final String REMOVED = "The vendor no longer keeps its outputs";
    private static final String NO_REASON = "Generation failed";
    private static final int MOST_ID_CHARACTERS = 256;

    private final StatusWords words;
    private final boolean hasId;
    private final PayloadReader reader;

    Reading(JobFields fields, StatusWords words) {
        this.words = words;
        this.hasId = fields.has(JobFields.Kind.ID);
        this.reader = new PayloadReader(fields);
    }

    /** Throws {@link UnreadableDeliveryException}, and nothing else, for what is not one JSON object. */
    JobPayload read(byte[] body) {
        return reader.read(body);
    }

    /** What of a body may be stored. */
    byte[] kept(byte[] body) {
        return reader.withoutSecrets(body);
    }

    StatusWords words() {
        return words;
    }

    /** Whether this JSON names its job. */
    boolean hasId() {
        return hasId;
    }

    /** The job it is about; throws {@link UnreadableDeliveryException} if it names none. */
    static VendorJobId job(String vendor, JobPayload payload) {
        String id = payload.id();
        if (id == null || id.isBlank() || id.length() > MOST_ID_CHARACTERS) {
            throw new UnreadableDeliveryException("its job's id is missing, empty, too long or not a string", null);
        }
        return new VendorJobId(vendor, id);
    }

    /** What a state comes to, if it says all there is to know; {@link JobState#ENDED} and {@link JobState#NO_SUCH_JOB} do not. */
    static News news(StatusWords.Meaning meaning, JobPayload payload) {
        return switch (meaning.state()) {
            case QUEUED -> new News.Running(JobStatus.STARTING);
            case RUNNING -> new News.Running(JobStatus.PROCESSING);
            case SUCCEEDED -> new News.Ended(success(payload));
            case FAILED -> new News.Ended(new JobOutcome.Failed(reason(meaning, payload)));
            case CANCELED -> new News.Ended(new JobOutcome.Canceled());
            case EXPIRED -> new News.Ended(new JobOutcome.Expired());
            case ENDED, NO_SUCH_JOB -> new News.Unknown(payload.status());
        };
    }

    /** The last word on a success, where nobody is left to be asked for what is missing. */
    private static JobOutcome success(JobPayload payload) {
        if (!payload.outputs().isEmpty()) {
            return new JobOutcome.Succeeded(payload.outputs());
        }
        if (payload.areRemoved()) {
            return new JobOutcome.Failed(REMOVED);
        }
        return payload.error() == null ? new JobOutcome.Succeeded(List.of()) : new JobOutcome.Failed(payload.error());
    }

    private static String reason(StatusWords.Meaning meaning, JobPayload payload) {
        if (payload.error() != null) {
            return payload.error();
        }
        return meaning.reason() == null ? NO_REASON : meaning.reason();
    }
}
