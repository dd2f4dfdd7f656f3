package dev.medialifecycle.testkit;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as a {@link FakeVendor} knows it; {@code status} is the vendor's word; {@code output} is JSON text, null until there is
 * one; {@code webhook} is null if none was asked for; {@code inputs} are the URLs of its input, fetched when it was created.
 */
public record FakePrediction(
        String id,
        String status,
        @Nullable String output,
        @Nullable String error,
        @Nullable URI webhook,
        List<FetchedInput> inputs,
        Instant createdAt) {

    /** Copies the list. */
    public FakePrediction {
        inputs = List.copyOf(inputs);
    }

    static FakePrediction ordered(
            String id, String status, @Nullable URI webhook, List<FetchedInput> inputs, Instant now) {
        return new FakePrediction(id, status, null, null, webhook, inputs, now);
    }

    FakePrediction become(String newStatus) {
        return new FakePrediction(id, newStatus, output, error, webhook, inputs, createdAt);
    }

    FakePrediction withOutput(@Nullable String json) {
        return new FakePrediction(id, status, json, error, webhook, inputs, createdAt);
    }

    FakePrediction withError(String text) {
        return new FakePrediction(id, status, output, text, webhook, inputs, createdAt);
    }
}
