package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.medialifecycle.blob.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The HTTP side of {@link FakeSupabase}: finds the route, asks who calls, and lets go wrong what is to go wrong. */
final class FakeSupabaseApi implements ResponseDefinitionTransformerV2 {
    private record Route(Pattern line, boolean isOpen, Function<Exchange, ResponseDefinitionBuilder> work) {}

    private record Scripted(String line, SupabaseTrouble trouble, int times) {}

    private final List<SupabaseRequest> received = new CopyOnWriteArrayList<>();
    private final List<Scripted> script = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final FakeObjects objects;
    private final Gate gate;
    private final Clock clock;
    private final String root;

    FakeSupabaseApi(FakeObjects objects, Gate gate, Clock clock, String root) {
        this.objects = objects;
        this.gate = gate;
        this.clock = clock;
        this.root = root;
    }

    void addRoutes(ObjectRoutes one, SignRoutes sign, ListRoutes list, FakeCdn cdn) {
        route("GET /bucket", this::buckets);
        route("GET /bucket/(?<bucket>[^/]+)", this::bucket);
        route("POST /object/list/(?<bucket>[^/]+)", list::first);
        route("POST /object/list-v2/(?<bucket>[^/]+)", list::second);
        route("POST /object/upload/sign/(?<bucket>[^/]+)/(?<key>.+)", sign::signUpload);
        open("PUT /object/upload/sign/(?<bucket>[^/]+)/(?<key>.+)", one::signedUpload);
        route("POST /object/sign/(?<bucket>[^/]+)", sign::signMany);
        route("POST /object/sign/(?<bucket>[^/]+)/(?<key>.+)", sign::signOne);
        open("GET /object/sign/(?<bucket>[^/]+)/(?<key>.+)", e -> cdn.served(e, () -> one.downloadSigned(e)));
        open("GET /object/public/(?<bucket>[^/]+)/(?<key>.+)", e -> cdn.served(e, () -> one.downloadPublic(e)));
        route("GET /object/info/authenticated/(?<bucket>[^/]+)/(?<key>.+)", one::info);
        route("GET /object/info/(?<bucket>[^/]+)/(?<key>.+)", one::infoPlain);
        route("GET /object/authenticated/(?<bucket>[^/]+)/(?<key>.+)", one::download);
        route("GET /object/(?<bucket>[^/]+)/(?<key>.+)", one::downloadPlain);
        route("HEAD /object/(?<bucket>[^/]+)/(?<key>.+)", one::head);
        route("(POST|PUT) /object/(?<bucket>[^/]+)/(?<key>.+)", one::upload);
        route("DELETE /object/(?<bucket>[^/]+)/(?<key>.+)", one::deleteOne);
        route("DELETE /object/(?<bucket>[^/]+)", one::deleteMany);
        route("DELETE /cdn/(?<bucket>[^/]+)/(?<key>.+)", cdn::purge);
    }

    @Override
    public String getName() {
        return "fake-supabase";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        SupabaseRequest request = request(event.getRequest());
        received.add(request);
        SupabaseTrouble trouble = troubleFor(request.line()).orElse(null);
        return answer(request, event.getRequest().getBody(), trouble)
                .withHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .build();
    }

    List<SupabaseRequest> received() {
        return List.copyOf(received);
    }

    void forgetReceived() {
        received.clear();
    }

    void trouble(String line, SupabaseTrouble trouble, int times) {
        synchronized (script) {
            script.add(new Scripted(line, trouble, times));
        }
    }

    void endTroubles() {
        synchronized (script) {
            script.clear();
        }
    }

    private ResponseDefinitionBuilder answer(SupabaseRequest request, byte[] body, @Nullable SupabaseTrouble trouble) {
        if (trouble == null) {
            return work(request, body, false);
        }
        ResponseDefinitionBuilder done = trouble.work() == SupabaseTrouble.Work.NOTHING
                ? WireMock.aResponse()
                : work(request, body, trouble.work() == SupabaseTrouble.Work.FIRST_TRANSACTION);
        return switch (trouble.answer()) {
            case NONE -> WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE);
            case HALF -> half(done);
            case THIS -> {
                ResponseDefinitionBuilder said =
                        WireMock.aResponse().withStatus(trouble.status()).withBody(trouble.body());
                trouble.headers().forEach(said::withHeader);
                yield said;
            }
        };
    }

    private ResponseDefinitionBuilder work(SupabaseRequest request, byte[] body, boolean firstTransactionOnly) {
        try {
            for (Route route : routes) {
                Matcher line = route.line.matcher(request.line());
                if (line.matches()) {
                    Caller caller = route.isOpen ? new Caller("anon", null, "no token") : gate.caller(request);
                    return route.work.apply(new Exchange(
                            request,
                            body,
                            caller,
                            group(line, "bucket"),
                            group(line, "key"),
                            line.group("bucket") == null
                                    ? ""
                                    : request.path()
                                            .substring(line.start("bucket")
                                                    - request.method().length()
                                                    - 1),
                            firstTransactionOnly));
                }
            }
            throw Refused.noRoute(request.line());
        } catch (Refused refused) {
            return Replies.json(refused.httpStatus(), refused.body());
        }
    }

    private ResponseDefinitionBuilder buckets(Exchange exchange) {
        exchange.authenticated();
        return Replies.json(objects.all().stream().map(FakeBucket::described).toList());
    }

    /** A bucket is a row with policies of its own; only the service sees them all. */
    private ResponseDefinitionBuilder bucket(Exchange exchange) {
        if (!exchange.authenticated().isService()) {
            throw Refused.noSuchBucket();
        }
        return Replies.json(objects.find(exchange.bucket())
                .orElseThrow(Refused::noSuchBucket)
                .described());
    }

    private Optional<SupabaseTrouble> troubleFor(String line) {
        synchronized (script) {
            for (int at = 0; at < script.size(); at++) {
                Scripted scripted = script.get(at);
                if (line.startsWith(scripted.line)) {
                    if (scripted.times == 1) {
                        script.remove(at);
                    } else {
                        script.set(at, new Scripted(scripted.line, scripted.trouble, scripted.times - 1));
                    }
                    return Optional.of(scripted.trouble);
                }
            }
            return Optional.empty();
        }
    }

    private void route(String line, Function<Exchange, ResponseDefinitionBuilder> work) {
        routes.add(new Route(Pattern.compile(line, Pattern.DOTALL), false, work));
    }

    private void open(String line, Function<Exchange, ResponseDefinitionBuilder> work) {
        routes.add(new Route(Pattern.compile(line, Pattern.DOTALL), true, work));
    }

    private SupabaseRequest request(Request request) {
        String url = request.getUrl();
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), header.firstValue());
        }
        boolean isJson = headers.getOrDefault("Content-Type", "").startsWith("application/json");
        return new SupabaseRequest(
                request.getMethod().getName(),
                path.startsWith(root + "/") ? path.substring(root.length()) : "/outside" + path,
                question < 0 ? null : url.substring(question + 1),
                headers,
                isJson ? new String(request.getBody(), StandardCharsets.UTF_8) : "");
    }

    private static String group(Matcher line, String name) {
        boolean hasGroup = line.pattern().pattern().contains("(?<" + name + ">");
        String raw = hasGroup ? line.group(name) : "";
        return PercentEncoding.decode(raw).orElseThrow(() -> Refused.invalid("InvalidRequest", "URI malformed"));
    }

    private static ResponseDefinitionBuilder half(ResponseDefinitionBuilder whole) {
        ResponseDefinition answer = whole.build();
        byte[] body = answer.getByteBodyIfBinary() != null ? answer.getByteBodyIfBinary() : answer.getByteBody();
        return WireMock.aResponse()
                .withStatus(answer.getStatus())
                .withHeader("Content-Type", "application/json")
                .withHeader("Content-Length", Integer.toString(body.length))
                .withBody(Arrays.copyOf(body, body.length / 2));
    }
}
