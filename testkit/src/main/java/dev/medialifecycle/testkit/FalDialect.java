package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** fal's queue, {@code /{owner}/{app}/requests/…}, and its keys (docs.fal.ai/model-apis/model-endpoints/queue and …/webhooks). */
final class FalDialect implements FakeDialect {
    static final String KEYS = "/.well-known/jwks.json";

    private static final Words WORDS = new Words("IN_QUEUE", "IN_PROGRESS", "OK", "ERROR", "CANCELED");
    private static final Pattern ONE = Pattern.compile("/([^/]+/[^/]+)/requests/([^/]+)(/status|/cancel)?");
    private static final Pattern MODEL = Pattern.compile("/[^/]+/[^/]+(/[^/]+)*");

    private final String token;
    private volatile WebhookKeys keys;
    private volatile boolean areKeysLost;

    FalDialect(String token, WebhookKeys keys) {
        this.token = token;
        this.keys = keys;
    }

    void publish(WebhookKeys next) {
        keys = next;
    }

    void loseKeys() {
        areKeysLost = true;
    }

    void restoreKeys() {
        areKeysLost = false;
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
        return prediction.id();
    }

    @Override
    public String output(List<URI> urls) {
        return PredictionJson.written(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("images");
            for (URI url : urls) {
                json.writeStartObject();
                json.writeStringField("url", url.toString());
                json.writeStringField("content_type", "image/png");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("timings");
            json.writeNumberField("inference", 2.5);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    @Override
    public String webhook(FakePrediction prediction) {
        return webhook(prediction.id(), prediction.status(), prediction.output(), prediction.error(), null);
    }

    byte[] withoutPayload(String id) {
        return webhook(id, WORDS.succeeded(), null, null, "Response payload is too large")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String webhook(
            String id, String status, @Nullable String payload, @Nullable String error, @Nullable String payloadError) {
        return PredictionJson.written(json -> {
            json.writeStartObject();
            json.writeStringField("request_id", id);
            json.writeStringField("gateway_request_id", id);
            json.writeStringField("status", status);
            if (error != null) {
                json.writeStringField("error", "Invalid status code: 422");
            }
            json.writeFieldName("payload");
            json.writeRawValue(error == null ? String.valueOf(payload) : detail(error));
            if (payloadError != null) {
                json.writeStringField("payload_error", payloadError);
            }
            json.writeEndObject();
        });
    }

    @Override
    public FakeReply answer(Request request, String path, FakePredictions predictions) throws IOException {
        if (path.equals(KEYS)) {
            return areKeysLost
                    ? FakeReply.of(503, PredictionJson.object("detail", "Not now"))
                    : FakeReply.of(200, new String(keys.set(), StandardCharsets.UTF_8));
        }
        if (!("Key " + token).equals(request.getHeader("Authorization"))) {
            return FakeReply.of(401, PredictionJson.object("detail", "Authentication is required"));
        }
        String method = request.getMethod().getName();
        Matcher one = ONE.matcher(path);
        if (one.matches()) {
            FakePrediction prediction = predictions.find(one.group(2));
            return prediction == null
                    ? FakeReply.of(404, PredictionJson.object("detail", "Request not found"))
                    : about(prediction, method, one, predictions);
        }
        if (method.equals("POST") && MODEL.matcher(path).matches()) {
            FakePrediction created = predictions.create(PredictionJson.input(request.getBody(), webhook(request)));
            return new FakeReply(200, status(created, path.substring(1), "IN_QUEUE"), created);
        }
        return FakeReply.of(404, PredictionJson.object("detail", "Not found"));
    }

    private static FakeReply about(
            FakePrediction prediction, String method, Matcher path, FakePredictions predictions) {
        String action = String.valueOf(path.group(3));
        boolean isOver = WORDS.isOver(prediction);
        if (method.equals("GET") && action.equals("/status")) {
            return isOver && prediction.status().equals(WORDS.canceled())
                    ? FakeReply.of(404, PredictionJson.object("detail", "Request not found"))
                    : FakeReply.of(
                            isOver ? 200 : 202,
                            status(prediction, path.group(1), isOver ? "COMPLETED" : prediction.status()));
        }
        if (method.equals("PUT") && action.equals("/cancel")) {
            return predictions.cancel(prediction.id())
                    ? FakeReply.of(202, PredictionJson.object("status", "CANCELLATION_REQUESTED"))
                    : FakeReply.of(400, PredictionJson.object("status", "ALREADY_COMPLETED"));
        }
        return method.equals("GET") && path.group(3) == null
                ? result(prediction, isOver)
                : FakeReply.of(405, PredictionJson.object("detail", "Method not allowed"));
    }

    private static FakeReply result(FakePrediction prediction, boolean isOver) {
        if (!isOver) {
            return FakeReply.of(400, PredictionJson.object("detail", "Request is still in progress"));
        }
        if (prediction.error() != null) {
            return FakeReply.of(422, detail(prediction.error()));
        }
        return prediction.output() == null
                ? FakeReply.of(404, PredictionJson.object("detail", "Request not found"))
                : FakeReply.of(200, prediction.output());
    }

    private static String status(FakePrediction prediction, String model, String status) {
        return PredictionJson.written(json -> {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeStringField("request_id", prediction.id());
            json.writeStringField("response_url", "https://queue.fal.run/" + model + "/requests/" + prediction.id());
            json.writeObjectFieldStart("metrics");
            json.writeNumberField("inference_time", 2.5);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static String detail(String message) {
        return PredictionJson.written(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("detail");
            json.writeStartObject();
            json.writeStringField("msg", message);
            json.writeStringField("type", "value_error");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static @Nullable URI webhook(Request request) {
        QueryParameter parameter = request.queryParameter("fal_webhook");
        return parameter != null && parameter.isPresent() ? URI.create(parameter.firstValue()) : null;
    }
}
