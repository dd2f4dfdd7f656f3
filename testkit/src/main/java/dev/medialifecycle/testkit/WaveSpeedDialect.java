package dev.medialifecycle.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** WaveSpeed's API, {@code /api/v3/…} (wavespeed.ai/docs/get-result and …/how-to-use-webhooks). */
final class WaveSpeedDialect implements FakeDialect {
    private static final Words WORDS = new Words("created", "processing", "completed", "failed", "cancelled");
    private static final String DELETE = "/api/v3/predictions/delete";
    private static final Pattern ONE = Pattern.compile("/api/v3/predictions/([^/]+)(/result)?");
    private static final Pattern MODEL = Pattern.compile("/api/v3/[^/]+/[^/]+(/[^/]+)*");
    private static final Pattern QUOTED_ID = Pattern.compile("\"([0-9a-f]{16,})\"");

    private final String token;

    WaveSpeedDialect(String token) {
        this.token = token;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public String messageId(FakePrediction prediction) {
        return "msg_" + UUID.randomUUID();
    }

    @Override
    public String output(List<URI> urls) {
        return PredictionJson.array(urls);
    }

    @Override
    public String webhook(FakePrediction prediction) {
        return PredictionJson.written(json -> write(json, prediction));
    }

    @Override
    public FakeReply answer(Request request, String path, FakePredictions predictions) throws IOException {
        if (!("Bearer " + token).equals(request.getHeader("Authorization"))) {
            return FakeReply.of(401, PredictionJson.object("message", "Unauthorized"));
        }
        String method = request.getMethod().getName();
        Matcher one = ONE.matcher(path);
        if (method.equals("POST") && path.equals(DELETE)) {
            Matcher id = QUOTED_ID.matcher(request.getBodyAsString());
            while (id.find()) {
                predictions.remove(id.group(1));
            }
            return FakeReply.of(200, PredictionJson.object("message", "success"));
        }
        if (method.equals("GET") && one.matches()) {
            FakePrediction prediction = predictions.find(one.group(1));
            return prediction == null
                    ? FakeReply.of(404, PredictionJson.object("message", "Not found"))
                    : FakeReply.of(200, enveloped(prediction));
        }
        if (method.equals("POST") && MODEL.matcher(path).matches()) {
            FakePrediction created = predictions.create(PredictionJson.input(request.getBody(), webhook(request)));
            return new FakeReply(200, enveloped(created), created);
        }
        return FakeReply.of(404, PredictionJson.object("message", "Not found"));
    }

    private static String enveloped(FakePrediction prediction) {
        return PredictionJson.written(json -> {
            json.writeStartObject();
            json.writeNumberField("code", 200);
            json.writeStringField("message", "success");
            json.writeFieldName("data");
            write(json, prediction);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, FakePrediction prediction) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", prediction.id());
        json.writeStringField("model", "wavespeed-ai/flux-dev");
        json.writeFieldName("outputs");
        json.writeRawValue(prediction.output() == null ? "[]" : prediction.output());
        json.writeObjectFieldStart("urls");
        json.writeStringField("get", "https://api.wavespeed.ai/api/v3/predictions/" + prediction.id() + "/result");
        json.writeEndObject();
        json.writeNullField("has_nsfw_contents");
        json.writeStringField("status", prediction.status());
        json.writeStringField("error", prediction.error() == null ? "" : prediction.error());
        json.writeStringField("created_at", prediction.createdAt().toString());
        json.writeObjectFieldStart("timings");
        json.writeNumberField("inference", 2500);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static @Nullable URI webhook(Request request) {
        QueryParameter parameter = request.queryParameter("webhook");
        return parameter != null && parameter.isPresent() ? URI.create(parameter.firstValue()) : null;
    }
}
