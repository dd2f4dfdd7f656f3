package dev.medialifecycle.vendor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Replicate's prediction object (replicate.com/docs/reference/http#predictions.get), as webhooks and the API both send it. */
final class PredictionReader {
    private static final int MOST_DEPTH = 64;
    private static final int MOST_ID_CHARACTERS = 256;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    /** The fact in a prediction; throws {@link UnreadableDeliveryException} for anything but one JSON object with an id. */
    JobEvent read(String vendor, byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableDeliveryException("the body is not a JSON object", null);
            }
            Fields fields = new Fields();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                take(name, parser, fields);
            }
            if (parser.nextToken() != null) {
                throw new UnreadableDeliveryException("there is more after the JSON object", null);
            }
            return new JobEvent(jobId(vendor, fields.id), news(fields));
        } catch (IOException e) {
            // The parser's own message quotes the body, so it is no cause.
            throw new UnreadableDeliveryException(
                    "the body is not JSON without repeated names, 64 levels deep at most", null);
        }
    }

    private static void take(String name, JsonParser parser, Fields fields) throws IOException {
        switch (name) {
            case "id" -> fields.id = text(parser);
            case "status" -> fields.status = text(parser);
            case "error" -> fields.error = text(parser);
            case "output" -> takeOutputs(parser, fields.outputs);
            default -> parser.skipChildren();
        }
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : null;
        parser.skipChildren();
        return text;
    }

    private static void takeOutputs(JsonParser parser, List<URI> outputs) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                OutputUrls.parse(parser.getText()).ifPresent(outputs::add);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static VendorJobId jobId(String vendor, @Nullable String id) {
        if (id == null || id.isBlank() || id.length() > MOST_ID_CHARACTERS) {
            throw new UnreadableDeliveryException("its \"id\" is missing, empty, too long or not a string", null);
        }
        return new VendorJobId(vendor, id);
    }

    private static JobEvent.News news(Fields fields) {
        String status = fields.status == null ? "" : fields.status;
        return switch (status) {
            case "starting" -> new JobEvent.News.Running(JobStatus.STARTING);
            case "processing" -> new JobEvent.News.Running(JobStatus.PROCESSING);
            case "succeeded" -> new JobEvent.News.Ended(new JobOutcome.Succeeded(fields.outputs));
            case "failed" -> new JobEvent.News.Ended(new JobOutcome.Failed(failure(fields.error)));
            case "canceled" -> new JobEvent.News.Ended(new JobOutcome.Canceled());
            // Its deadline passed before it started.
            case "aborted" -> new JobEvent.News.Ended(new JobOutcome.Expired());
            default -> new JobEvent.News.Unknown(status);
        };
    }

    private static String failure(@Nullable String error) {
        return error == null || error.isBlank() ? "Generation failed" : error;
    }

    private static final class Fields {
        private @Nullable String id;
        private @Nullable String status;
        private @Nullable String error;
        private final List<URI> outputs = new ArrayList<>();
    }
}
