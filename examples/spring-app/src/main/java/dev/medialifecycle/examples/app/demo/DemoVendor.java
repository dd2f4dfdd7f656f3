package dev.medialifecycle.examples.app.demo;

import dev.medialifecycle.examples.app.media.VendorProperties;
import dev.medialifecycle.examples.app.web.Problems;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A vendor that fetches its inputs, paints a picture and sends signed webhooks. A prompt with the word fail, cancel, silent or twice
 * has it fail, cancel, send no webhook, or send every webhook twice.
 */
@RestController
@Profile("demo")
@RequestMapping("/demo/vendor")
final class DemoVendor {
    private static final long MILLIS_OF_WORK = 300;

    private final DemoHttp http;
    private final URI self;
    private final Map<String, Prediction> predictions = new ConcurrentHashMap<>();
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
    private final ScheduledExecutorService work =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-vendor"));

    DemoVendor(DemoHttp http, VendorProperties properties) {
        this.http = http;
        this.self = properties.baseUrl();
    }

    /** What a host asks for. */
    record Order(Map<String, String> input, URI webhook) {
        List<String> urls() {
            return input.values().stream()
                    .filter(value -> value.startsWith("http"))
                    .toList();
        }

        boolean says(String word) {
            return input.getOrDefault("prompt", "").contains(word);
        }
    }

    /** A prediction as the vendor's API and its webhooks show it. */
    record Prediction(String id, String status, List<URI> output, String error) {}

    @PostMapping("/v1/predictions")
    @ResponseStatus(HttpStatus.CREATED)
    Prediction create(@RequestBody Order order) {
        Prediction starting =
                new Prediction("demo" + UUID.randomUUID().toString().replace("-", ""), "starting", List.of(), "");
        predictions.put(starting.id(), starting);
        Future<?> unused = work.schedule(() -> process(starting.id(), order), MILLIS_OF_WORK, TimeUnit.MILLISECONDS);
        return starting;
    }

    @GetMapping("/v1/predictions/{id}")
    Prediction show(@PathVariable String id) {
        Prediction prediction = predictions.get(id);
        if (prediction == null) {
            throw Problems.notFound("prediction");
        }
        return prediction;
    }

    @GetMapping(path = "/outputs/{id}.png", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] output(@PathVariable String id) {
        byte[] picture = pictures.get(id);
        if (picture == null) {
            throw Problems.notFound("output");
        }
        return picture;
    }

    @PreDestroy
    void stop() {
        work.shutdownNow();
    }

    private void process(String id, Order order) {
        tell(order, new Prediction(id, "processing", List.of(), ""));
        Future<?> unused = work.schedule(() -> tell(order, outcome(id, order)), MILLIS_OF_WORK, TimeUnit.MILLISECONDS);
    }

    private Prediction outcome(String id, Order order) {
        for (String url : order.urls()) {
            int status = http.statusOf(url);
            if (status != HttpStatus.OK.value()) {
                return new Prediction(id, "failed", List.of(), "An input answered " + status);
            }
        }
        if (order.says("fail")) {
            return new Prediction(id, "failed", List.of(), "The prompt asked for a failure");
        }
        if (order.says("cancel")) {
            return new Prediction(id, "canceled", List.of(), "");
        }
        pictures.put(id, DemoPicture.png(id.hashCode()));
        return new Prediction(id, "succeeded", List.of(URI.create(self + "/outputs/" + id + ".png")), "");
    }

    private void tell(Order order, Prediction prediction) {
        predictions.put(prediction.id(), prediction);
        if (order.says("silent")) {
            return;
        }
        String message = "msg_" + UUID.randomUUID();
        http.deliver(order.webhook(), message, prediction);
        if (order.says("twice")) {
            http.deliver(order.webhook(), message, prediction);
        }
    }
}
