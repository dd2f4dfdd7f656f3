package dev.medialifecycle.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to one HTTP attempt, for any web stack: status and JSON body. It says no more than the sender may know. */
public record WebhookReply(
        WebhookOutcome outcome,
        @Nullable JobId jobId,
        @Nullable JobStatus status,
        @Nullable String reason) {

    /** The HTTP status. */
    public int httpStatus() {
        return outcome.httpStatus();
    }

    /** The content type of {@link #body}. */
    public String contentType() {
        return "application/json";
    }

    /** {@code {"processed":true,"jobId":…,"status":…}}, or {@code {"processed":false,"reason":…}}. */
    public String body() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("processed", jobId != null);
            if (jobId != null) {
                json.writeStringField("jobId", jobId.toString());
            }
            if (status != null) {
                json.writeStringField("status", status.name().toLowerCase(Locale.ROOT));
            }
            if (reason != null) {
                json.writeStringField("reason", reason);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A string could not be written to", e);
        }
        return text.toString();
    }
}
