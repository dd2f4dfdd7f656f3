package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP side of {@link FakeReplicate}: {@code /v1/…} with a token, {@code /outputs/…} without. */
final class FakeReplicateApi implements ResponseDefinitionTransformerV2, ServeEventListener {
    private static final Pattern CREATE = Pattern.compile("/v1/(models/[^/]+/[^/]+/)?predictions");
    private static final Pattern ONE = Pattern.compile("/v1/predictions/([^/]+)(/cancel)?");
    private static final Set<String> TERMINAL = Set.of("succeeded", "failed", "canceled", "aborted");

    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final Map<UUID, FakePrediction> created = new ConcurrentHashMap<>();
    private final FakePredictions predictions;
    private final FakeOutputs outputs;
    private final String token;
    private final String secret;
    private volatile Consumer<FakePrediction> afterCreating = p -> {};

    FakeReplicateApi(FakePredictions predictions, FakeOutputs outputs, String token, String secret) {
        this.predictions = predictions;
        this.outputs = outputs;
        this.token = token;
        this.secret = secret;
    }

    @Override
    public String getName() {
        return "fake-replicate";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl().replaceFirst("\\?.*", "");
        String method = request.getMethod().getName();
        received.add(new ReceivedRequest(method, path, request.getBodyAsString()));
        if (path.startsWith("/outputs/")) {
            return outputs.answer(path).build();
        }
        if (!("Bearer " + token).equals(request.getHeader("Authorization"))) {
            return json(401, PredictionJson.object("detail", "Unauthenticated")).build();
        }
        return answer(event, method, path, request).build();
    }

    @Override
    public void afterComplete(ServeEvent event, Parameters parameters) {
        FakePrediction prediction = created.remove(event.getId());
        if (prediction != null) {
            afterCreating.accept(prediction);
        }
    }

    void afterCreating(Consumer<FakePrediction> story) {
        afterCreating = story;
    }

    List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    private ResponseDefinitionBuilder answer(ServeEvent event, String method, String path, Request request) {
        Matcher one = ONE.matcher(path);
        if (method.equals("POST") && CREATE.matcher(path).matches()) {
            return create(event, request);
        }
        if (method.equals("GET") && path.equals("/v1/webhooks/default/secret")) {
            return json(200, PredictionJson.object("key", secret));
        }
        if (one.matches() && method.equals(one.group(2) == null ? "GET" : "POST")) {
            return one.group(2) == null ? show(one.group(1)) : cancel(one.group(1));
        }
        return json(404, PredictionJson.object("detail", "Not found"));
    }

    private ResponseDefinitionBuilder create(ServeEvent event, Request request) {
        try {
            FakePrediction prediction = predictions.create(PredictionJson.order(request.getBody()));
            created.put(event.getId(), prediction);
            return json(201, PredictionJson.of(prediction));
        } catch (IOException | IllegalArgumentException e) {
            return json(422, PredictionJson.object("detail", "Not an order: " + e.getMessage()));
        }
    }

    private ResponseDefinitionBuilder show(String id) {
        FakePrediction prediction = predictions.find(id);
        return prediction == null
                ? json(404, PredictionJson.object("detail", "Not found"))
                : json(200, PredictionJson.of(prediction));
    }

    private ResponseDefinitionBuilder cancel(String id) {
        if (predictions.find(id) != null) {
            predictions.change(id, p -> TERMINAL.contains(p.status()) ? p : p.become("canceled"));
        }
        return show(id);
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }
}
