package dev.medialifecycle.vendor;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestClient;
import dev.medialifecycle.rest.RestRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A vendor's API as a host may speak to it: its address, its credentials, and what its answers mean in general. */
final class VendorApi {
    /** Stands in paths for the id of the job. */
    static final String ID = "{id}";
    /** Stands in paths for the model that the job belongs to. */
    static final String MODEL = "{model}";
    /** Stands in paths for owner and application, which a model of fal's begins with: {@code fal-ai/flux} of {@code fal-ai/flux/dev}. */
    static final String APPLICATION = "{application}";

    private static final Pattern POSSIBLE_ID = Pattern.compile("[0-9A-Za-z_-][0-9A-Za-z_.:~-]*");
    private static final Pattern OWNED = Pattern.compile("^(workflows/|comfy/)?[^/]+/[^/]+");
    private static final Pattern POSSIBLE_MODEL =
            Pattern.compile("[0-9A-Za-z_-][0-9A-Za-z_.~-]*(/[0-9A-Za-z_-][0-9A-Za-z_.~-]*)*");

    private static final String JSON = "application/json";
    private static final Duration FOR_BYTES = Duration.ofMinutes(2);

    private final String vendor;
    private final RestClient http;
    private final String base;
    private final Map<String, String> headers;
    private final Function<VendorJobId, Optional<String>> models;

    VendorApi(
            String vendor,
            RestClient http,
            URI base,
            Map<String, String> headers,
            Function<VendorJobId, Optional<String>> models) {
        this.vendor = vendor;
        this.http = http;
        this.base = base.toString().replaceFirst("/+$", "");
        this.headers = Map.copyOf(headers);
        this.models = models;
    }

    static boolean needsModel(String path) {
        return path.contains(MODEL) || path.contains(APPLICATION);
    }

    /** Whether the vendor can have given this id. */
    boolean canKnow(VendorJobId job) {
        return POSSIBLE_ID.matcher(job.id()).matches();
    }

    /** Asks for {@code path}, in which stand <code>{id}</code> and <code>{model}</code>, once and without following redirects. */
    RestAnswer get(VendorJobId job, String path) {
        return send(RestRequest.reading(subject(job), "GET", url(job, path)).header("Accept", JSON), job);
    }

    /** The same for bytes of any type, which take their time. */
    RestAnswer getBytes(VendorJobId job, String path) {
        RestRequest request = RestRequest.reading(subject(job), "GET", url(job, path));
        return send(request.header("Accept", "*/*").timeout(FOR_BYTES), job);
    }

    /** Has something done at {@code path}. */
    RestAnswer change(VendorJobId job, String method, String path, @Nullable String json) {
        RestRequest bare =
                RestRequest.changing(subject(job), method, url(job, path)).header("Accept", JSON);
        return send(
                json == null ? bare : bare.bytes(json.replace(ID, job.id()).getBytes(StandardCharsets.UTF_8), JSON),
                job);
    }

    /** What an answer that is no answer to the question comes to. */
    MediaLifecycleException refused(VendorJobId job, RestAnswer answer) {
        int status = answer.status();
        MediaLifecycleException failure = switch (status) {
            case 401, 403 -> failure(ErrorKind.DENIED, job, "it answered " + status + ". Next: check the token", null);
            case 429 -> failure(ErrorKind.THROTTLED, job, "it asks for fewer requests", null);
            default -> failure(ErrorKind.UNAVAILABLE, job, "it answered " + status, null);
        };
        answer.retryAfter().ifPresent(failure::retryAfter);
        return failure;
    }

    /** One whose answer makes no sense. */
    MediaLifecycleException senseless(VendorJobId job, String what, @Nullable Throwable cause) {
        return failure(ErrorKind.UNAVAILABLE, job, what, cause);
    }

    private RestAnswer send(RestRequest request, VendorJobId job) {
        RestRequest asked = request;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            asked = asked.header(header.getKey(), header.getValue());
        }
        try {
            return http.send(asked);
        } catch (MediaLifecycleException e) {
            throw failure(e.kind(), job, "it could not be reached, or broke off", e.getCause());
        }
    }

    private URI url(VendorJobId job, String path) {
        String whole = base + path.replace(ID, job.id());
        if (!needsModel(whole)) {
            return URI.create(whole);
        }
        String model = model(job);
        Matcher application = OWNED.matcher(model);
        return URI.create(
                whole.replace(MODEL, model).replace(APPLICATION, application.find() ? application.group() : model));
    }

    private String model(VendorJobId job) {
        return models.apply(job)
                .filter(model -> POSSIBLE_MODEL.matcher(model).matches())
                .orElseThrow(() ->
                        failure(ErrorKind.UNAVAILABLE, job, "the host does not say which model it belongs to", null));
    }

    private String subject(VendorJobId job) {
        return "job " + job.id() + " of " + vendor;
    }

    private MediaLifecycleException failure(ErrorKind kind, VendorJobId job, String what, @Nullable Throwable cause) {
        String text = "The API of " + vendor + " could not be asked about job " + job.id() + ": " + what;
        return new MediaLifecycleException(ErrorCode.VENDOR_UNAVAILABLE, kind, text, cause);
    }
}
