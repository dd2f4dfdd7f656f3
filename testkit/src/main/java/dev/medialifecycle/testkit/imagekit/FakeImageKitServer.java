package dev.medialifecycle.testkit.imagekit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The HTTP side of {@link FakeImageKit}: keys, the rate limit, troubles, and the journal. */
final class FakeImageKitServer implements ResponseDefinitionTransformerV2 {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final List<ImageKitRequest> received = new CopyOnWriteArrayList<>();
    private final Map<ImageKitOperation, Integer> calls = new EnumMap<>(ImageKitOperation.class);
    private final Map<String, ImageKitTrouble> troubles = new ConcurrentHashMap<>();
    private final MediaApi api;
    private final String privateKey;
    private final Clock clock;
    private volatile @Nullable ImageKitTrouble everywhere;
    private volatile @Nullable RequestLimit limit;
    private volatile boolean isDisabled;

    FakeImageKitServer(MediaApi api, String privateKey, Clock clock) {
        this.api = api;
        this.privateKey = privateKey;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return "fake-imagekit";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    void limit(RequestLimit requests) {
        limit = requests;
    }

    void disableAccount() {
        isDisabled = true;
    }

    /** The trouble of the nth request from now for this operation, counted from 1. */
    synchronized void trouble(ImageKitOperation operation, int nth, ImageKitTrouble trouble) {
        troubles.put(name(operation, calls.getOrDefault(operation, 0) + nth), trouble);
    }

    /** The trouble of each request that has none of its own; null for none. */
    void troubleEverywhere(@Nullable ImageKitTrouble trouble) {
        everywhere = trouble;
    }

    List<ImageKitRequest> received() {
        return List.copyOf(received);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String method = request.getMethod().getName();
        String url = request.getUrl();
        ImageKitOperation operation = ImageKitOperation.of(method, url.replaceFirst("\\?.*", ""));
        ImageKitTrouble trouble = nextTrouble(operation);
        String body = operation == ImageKitOperation.UPLOAD ? "" : request.getBodyAsString();
        received.add(new ImageKitRequest(operation, method, url, body, clock.instant()));
        return dated(troubled(operation, request, trouble)).build();
    }

    private synchronized @Nullable ImageKitTrouble nextTrouble(ImageKitOperation operation) {
        ImageKitTrouble own = troubles.remove(name(operation, calls.merge(operation, 1, Integer::sum)));
        return own == null ? everywhere : own;
    }

    private static String name(ImageKitOperation operation, int call) {
        return operation + " " + call;
    }

    private ResponseDefinitionBuilder troubled(
            ImageKitOperation operation, Request request, @Nullable ImageKitTrouble trouble) {
        if (trouble instanceof ImageKitTrouble.LostRequest) {
            return WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE);
        }
        if (trouble instanceof ImageKitTrouble.Answer answer) {
            ResponseDefinitionBuilder scripted =
                    WireMock.aResponse().withStatus(answer.status()).withBody(answer.body());
            answer.headers().forEach(scripted::withHeader);
            return scripted;
        }
        ResponseDefinitionBuilder done = limited(operation, request);
        if (trouble instanceof ImageKitTrouble.LostAnswer) {
            return WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE);
        }
        return trouble instanceof ImageKitTrouble.HalfAnswer ? half(done) : done;
    }

    private static ResponseDefinitionBuilder half(ResponseDefinitionBuilder whole) {
        byte[] body = Objects.requireNonNullElse(whole.build().getByteBody(), new byte[0]);
        return whole.withHeader("Content-Length", Integer.toString(Math.max(2, body.length)))
                .withBody(Arrays.copyOf(body, body.length / 2));
    }

    private ResponseDefinitionBuilder limited(ImageKitOperation operation, Request request) {
        RequestLimit requests = limit;
        if (requests == null || !operation.isLimited()) {
            return authorized(operation, request);
        }
        Duration wait = requests.ask();
        ResponseDefinitionBuilder answer =
                wait.isZero() ? authorized(operation, request) : refused(ApiRefusal.of(429, "Too many requests."));
        return answer.withHeader("X-RateLimit-Limit", Integer.toString(requests.requests()))
                .withHeader("X-RateLimit-Reset", Long.toString(wait.toMillis()))
                .withHeader(
                        "X-RateLimit-Interval", Long.toString(requests.window().toMillis()));
    }

    private ResponseDefinitionBuilder authorized(ImageKitOperation operation, Request request) {
        try {
            if (operation != ImageKitOperation.READ) {
                requireKey(request.getHeader("Authorization"));
            }
            return api.answer(operation, request, "http://" + request.getHeader("Host"));
        } catch (ApiRefusal refusal) {
            return refused(refusal);
        }
    }

    private void requireKey(@Nullable String authorization) {
        if (authorization == null) {
            throw ApiRefusal.of(401, "Your request does not contain private API key.");
        }
        String expected = Base64.getEncoder().encodeToString((privateKey + ":").getBytes(StandardCharsets.UTF_8));
        if (!authorization.equals("Basic " + expected)) {
            throw ApiRefusal.of(403, "Your account cannot be authenticated.");
        }
        if (isDisabled) {
            throw ApiRefusal.of(403, "Your account has been disabled.");
        }
    }

    private static ResponseDefinitionBuilder refused(ApiRefusal refusal) {
        return WireMock.aResponse()
                .withStatus(refusal.status())
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(refusal.body());
    }

    private ResponseDefinitionBuilder dated(ResponseDefinitionBuilder answer) {
        return answer.withHeader("Date", HTTP_DATE.format(clock.instant()));
    }
}
