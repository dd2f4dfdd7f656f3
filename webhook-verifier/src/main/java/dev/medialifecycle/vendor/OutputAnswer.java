package dev.medialifecycle.vendor;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The question for the outputs of a job that is known to have ended. */
final class OutputAnswer {
    private static final StatusWords.Meaning SUCCEEDED = new StatusWords.Meaning(JobState.SUCCEEDED, null);
    private static final StatusWords.Meaning FAILED = new StatusWords.Meaning(JobState.FAILED, null);

    /** Of a longer answer only the beginning is read. */
    static final int MOST_BYTES = 32 << 20;

    private final String path;
    private final @Nullable Reading reading;

    private OutputAnswer(String path, @Nullable Reading reading) {
        this.path = path;
        this.reading = reading;
    }

    /** JSON that holds the outputs, or the reason why there are none, by the status of the answer. */
    static OutputAnswer json(String path, JobFields fields) {
        return new OutputAnswer(path, new Reading(fields, StatusWords.none()));
    }

    /** The one output itself, which only the holder of the token gets. */
    static OutputAnswer bytes(String path) {
        return new OutputAnswer(path, null);
    }

    String path() {
        return path;
    }

    News news(VendorApi api, VendorJobId job, JobPayload state) {
        if (state.error() != null) {
            return Reading.news(FAILED, state);
        }
        RestAnswer answer = reading == null ? api.getBytes(job, path) : api.get(job, path);
        int status = answer.status();
        if (status == 200) {
            return reading == null ? inline(answer.body()) : Reading.news(SUCCEEDED, payload(api, job, answer.body()));
        }
        if (status == 404 || status == 410) {
            return new News.Ended(new JobOutcome.Failed(Reading.REMOVED));
        }
        if (reading != null && (status == 400 || status == 422)) {
            return Reading.news(FAILED, payload(api, job, answer.body()));
        }
        throw api.refused(job, answer);
    }

    private JobPayload payload(VendorApi api, VendorJobId job, byte[] body) {
        try {
            return reading == null ? new PayloadParts().payload() : reading.read(body);
        } catch (UnreadableDeliveryException e) {
            throw api.senseless(job, "its answer holds no outputs", e);
        }
    }

    private static News inline(byte[] output) {
        if (output.length >= MOST_BYTES) {
            return new News.Ended(new JobOutcome.Failed("Its output is too large to be had from the vendor's API"));
        }
        String text =
                "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(output);
        return new News.Ended(new JobOutcome.Succeeded(List.of(URI.create(text))));
    }
}
