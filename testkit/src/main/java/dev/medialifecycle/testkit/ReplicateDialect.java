package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replicate's API, {@code /v1/…} (replicate.com/docs/reference/http). */
final class ReplicateDialect implements FakeDialect {
    private static final Words WORDS = new Words("starting", "processing", "succeeded", "failed", "canceled");
    private static final Pattern CREATE = Pattern.compile("/v1/(models/[^/]+/[^/]+/)?predictions");
    private static final Pattern ONE = Pattern.compile("/v1/predictions/([^/]+)(/cancel)?");

    private final String token;
    private final String secret;

    ReplicateDialect(String token, String secret) {
        this.token = token;
        this.secret = secret;
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
    public String webhook(FakePrediction prediction) {
        return PredictionJson.of(prediction);
    }

    @Override
    public String output(List<URI> urls) {
        return PredictionJson.array(urls);
    }

    @Override
    public FakeReply answer(Request request, String path, FakePredictions predictions) throws IOException {
        if (!("Bearer " + token).equals(request.getHeader("Authorization"))) {
            return FakeReply.of(401, PredictionJson.object("detail", "Unauthenticated"));
        }
        String method = request.getMethod().getName();
        Matcher one = ONE.matcher(path);
        if (method.equals("POST") && CREATE.matcher(path).matches()) {
            FakePrediction created = predictions.create(PredictionJson.order(request.getBody()));
            return new FakeReply(201, PredictionJson.of(created), created);
        }
        if (method.equals("GET") && path.equals("/v1/webhooks/default/secret")) {
            return FakeReply.of(200, PredictionJson.object("key", secret));
        }
        if (one.matches() && method.equals(one.group(2) == null ? "GET" : "POST")) {
            return one.group(2) == null ? show(one.group(1), predictions) : cancel(one.group(1), predictions);
        }
        return FakeReply.of(404, PredictionJson.object("detail", "Not found"));
    }

    private static FakeReply show(String id, FakePredictions predictions) {
        FakePrediction prediction = predictions.find(id);
        return prediction == null
                ? FakeReply.of(404, PredictionJson.object("detail", "Not found"))
                : FakeReply.of(200, PredictionJson.of(prediction));
    }

    private static FakeReply cancel(String id, FakePredictions predictions) {
        predictions.cancel(id);
        return show(id, predictions);
    }
}
