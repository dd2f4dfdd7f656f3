package dev.medialifecycle.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replicate's JSON, both ways, and what other vendors' JSON has in common with it (replicate.com/docs/reference/http). */
final class PredictionJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PredictionJson() {}

    /** What a host asked for: the URLs anywhere in {@code input}, and where to send webhooks. */
    record Order(List<URI> inputs, @Nullable URI webhook) {}

    /** The prediction object, as the API answers and as webhooks carry it. */
    static String of(FakePrediction prediction) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("id", prediction.id());
            json.writeObjectFieldStart("input");
            json.writeArrayFieldStart("images");
            for (FetchedInput input : prediction.inputs()) {
                json.writeString(input.url().toString());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeStringField("logs", "");
            json.writeFieldName("output");
            json.writeRawValue(prediction.output() == null ? "null" : prediction.output());
            json.writeStringField("error", prediction.error());
            json.writeStringField("status", prediction.status());
            json.writeStringField("created_at", prediction.createdAt().toString());
            json.writeObjectFieldStart("metrics");
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static String array(List<?> values) {
        return written(json -> {
            json.writeStartArray();
            for (Object value : values) {
                json.writeString(value.toString());
            }
            json.writeEndArray();
        });
    }

    static String object(String name, String value) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField(name, value);
            json.writeEndObject();
        });
    }

    /** Throws {@link IOException} for what is not one JSON object with an input. */
    static Order order(byte[] body) throws IOException {
        List<URI> inputs = new ArrayList<>();
        boolean hasInput = false;
        URI webhook = null;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("input")) {
                    hasInput = true;
                    takeUrls(parser, inputs);
                } else if (name.equals("webhook") && parser.hasToken(JsonToken.VALUE_STRING)) {
                    webhook = URI.create(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!hasInput) {
            throw new IOException("no input");
        }
        return new Order(inputs, webhook);
    }

    /** An order whose whole body is the input, as fal and WaveSpeed take it; throws {@link IOException} for what is no JSON object. */
    static Order input(byte[] body, @Nullable URI webhook) throws IOException {
        List<URI> inputs = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            takeUrls(parser, inputs);
        }
        return new Order(inputs, webhook);
    }

    private static void takeUrls(JsonParser parser, List<URI> urls) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING && parser.getText().matches("https?://\\S+")) {
                urls.add(URI.create(parser.getText()));
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }

    static String written(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("A string could not be written to", e);
        }
        return text.toString();
    }

    /** Writes one value. */
    interface Writing {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
