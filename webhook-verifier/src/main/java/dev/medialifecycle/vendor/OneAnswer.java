package dev.medialifecycle.vendor;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question, whose answer tells the state; and another for the outputs, if it does not hold them. */
final class OneAnswer implements Inquiry {
    private final String path;
    private final Reading reading;
    private final @Nullable OutputAnswer outputs;

    private OneAnswer(String path, Reading reading, @Nullable OutputAnswer outputs) {
        this.path = path;
        this.reading = reading;
        this.outputs = outputs;
    }

    static OneAnswer at(String path, JobFields fields, StatusWords words) {
        return new OneAnswer(path, new Reading(fields, words), null);
    }

    /** The same, asking on for the outputs of a job whose state is {@link JobState#ENDED}. */
    OneAnswer then(OutputAnswer next) {
        return new OneAnswer(path, reading, next);
    }

    @Override
    public List<String> paths() {
        return outputs == null ? List.of(path) : List.of(path, outputs.path());
    }

    @Override
    public Optional<JobEvent> ask(VendorApi api, VendorJobId job) {
        if (!api.canKnow(job)) {
            return Optional.empty();
        }
        RestAnswer answer = api.get(job, path);
        return switch (answer.status()) {
            // 202: the answer of some vendors as long as they work.
            case 200, 202 -> read(api, job, answer.body());
            case 404, 410 -> Optional.empty();
            default -> throw api.refused(job, answer);
        };
    }

    private Optional<JobEvent> read(VendorApi api, VendorJobId job, byte[] body) {
        JobPayload payload = payload(api, job, body);
        Optional<StatusWords.Meaning> meaning = reading.words().meaning(payload.status());
        JobState state = meaning.map(StatusWords.Meaning::state).orElse(null);
        if (state == JobState.NO_SUCH_JOB) {
            return Optional.empty();
        }
        News news;
        if (state == JobState.ENDED && outputs != null) {
            news = outputs.news(api, job, payload);
        } else {
            news = meaning.map(known -> Reading.news(known, payload))
                    .orElseGet(() -> new News.Unknown(payload.status()));
        }
        return Optional.of(new JobEvent(job, news, payload.report()));
    }

    private JobPayload payload(VendorApi api, VendorJobId job, byte[] body) {
        try {
            JobPayload payload = reading.read(body);
            if (reading.hasId() && !Reading.job(job.vendor(), payload).equals(job)) {
                throw api.senseless(job, "it answered about another job", null);
            }
            return payload;
        } catch (UnreadableDeliveryException e) {
            throw api.senseless(job, "its answer is not about a job", e);
        }
    }
}
