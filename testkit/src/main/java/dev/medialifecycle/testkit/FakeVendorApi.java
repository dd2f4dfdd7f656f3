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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The HTTP side of a {@link FakeVendor}: {@code /outputs/…} for everybody, all else as its dialect says. */
final class FakeVendorApi implements ResponseDefinitionTransformerV2, ServeEventListener {
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final Map<UUID, FakePrediction> created = new ConcurrentHashMap<>();
    private final FakePredictions predictions;
    private final FakeOutputs outputs;
    private final FakeDialect dialect;
    private volatile Consumer<FakePrediction> afterCreating = p -> {};

    FakeVendorApi(FakePredictions predictions, FakeOutputs outputs, FakeDialect dialect) {
        this.predictions = predictions;
        this.outputs = outputs;
        this.dialect = dialect;
    }

    @Override
    public String getName() {
        return "fake-vendor";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl().replaceFirst("\\?.*", "");
        received.add(new ReceivedRequest(request.getMethod().getName(), path, request.getBodyAsString()));
        return path.startsWith("/outputs/")
                ? outputs.answer(path).build()
                : answer(event, path, request).build();
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

    private ResponseDefinitionBuilder answer(ServeEvent event, String path, Request request) {
        try {
            FakeReply reply = dialect.answer(request, path, predictions);
            if (reply.created() != null) {
                created.put(event.getId(), reply.created());
            }
            return json(reply);
        } catch (IOException | IllegalArgumentException e) {
            return json(FakeReply.of(422, PredictionJson.object("detail", "Not an order: " + e.getMessage())));
        }
    }

    private static ResponseDefinitionBuilder json(FakeReply reply) {
        return WireMock.aResponse()
                .withStatus(reply.status())
                .withHeader("Content-Type", "application/json")
                .withBody(reply.json());
    }
}
