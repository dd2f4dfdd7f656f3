package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The outputs that a {@link FakeVendor} serves, and the troubles to come for each. */
final class FakeOutputs {
    private static final int PIECES = 10;

    private final Map<String, Output> outputs = new ConcurrentHashMap<>();

    private record Output(
            byte[] bytes, String contentType, @Nullable OutputTrouble trouble, int times) {
        Output once() {
            return times > 1
                    ? new Output(bytes, contentType, trouble, times - 1)
                    : new Output(bytes, contentType, null, 0);
        }
    }

    void put(String path, byte[] bytes, String contentType) {
        outputs.put(path, new Output(bytes.clone(), contentType, null, 0));
    }

    void remove(String path) {
        outputs.remove(path);
    }

    void trouble(String path, OutputTrouble trouble, int times) {
        Output changed = outputs.computeIfPresent(
                path, (p, output) -> new Output(output.bytes, output.contentType, trouble, times));
        if (changed == null) {
            throw new IllegalArgumentException("No output is served at " + path);
        }
    }

    ResponseDefinitionBuilder answer(String path) {
        Output[] served = new Output[1];
        outputs.computeIfPresent(path, (p, output) -> {
            served[0] = output;
            return output.once();
        });
        Output output = served[0];
        if (output == null) {
            return WireMock.aResponse().withStatus(404);
        }
        return output.trouble == null ? whole(output) : troubled(output, output.trouble);
    }

    private static ResponseDefinitionBuilder troubled(Output output, OutputTrouble trouble) {
        if (trouble instanceof OutputTrouble.Status status) {
            return WireMock.aResponse().withStatus(status.code());
        }
        if (trouble instanceof OutputTrouble.Truncated) {
            return whole(output).withBody(Arrays.copyOf(output.bytes, output.bytes.length / 2));
        }
        if (trouble instanceof OutputTrouble.Reset) {
            return WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
        if (trouble instanceof OutputTrouble.Slow slow) {
            return whole(output)
                    .withChunkedDribbleDelay(
                            PIECES, Math.toIntExact(slow.total().toMillis()));
        }
        return untyped(output);
    }

    private static ResponseDefinitionBuilder whole(Output output) {
        return untyped(output).withHeader("Content-Type", output.contentType);
    }

    private static ResponseDefinitionBuilder untyped(Output output) {
        return WireMock.aResponse()
                .withStatus(200)
                .withHeader("Content-Length", Integer.toString(output.bytes.length))
                .withBody(output.bytes);
    }
}
