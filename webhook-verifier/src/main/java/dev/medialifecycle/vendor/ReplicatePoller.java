package dev.medialifecycle.vendor;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobPoller;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks {@code GET /v1/predictions/{id}}, once a call and without following redirects; the token is in no message. */
final class ReplicatePoller implements JobPoller {
    static final int MAX_BYTES = 4 << 20;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]+");

    private final PredictionReader reader = new PredictionReader();
    private final HttpClient http;
    private final String predictions;
    private final String token;
    private final Duration timeout;

    /** {@code timeout} is for the whole exchange, to the last byte of the answer. */
    ReplicatePoller(HttpClient http, URI apiBase, String token, Duration timeout) {
        this.http = http;
        this.predictions = apiBase.toString().replaceFirst("/+$", "") + "/v1/predictions/";
        this.token = token;
        this.timeout = timeout;
    }

    @Override
    public Optional<JobEvent> poll(VendorJobId job) {
        if (!ID.matcher(job.id()).matches()) {
            return Optional.empty();
        }
        HttpResponse<byte[]> response = ask(job);
        int status = response.statusCode();
        return switch (status) {
            case 200 -> Optional.of(read(job, response.body()));
            case 404 -> Optional.empty();
            case 401, 403 -> throw failure(ErrorKind.DENIED, job, "it answered " + status + ". Check the token.", null);
            case 429 -> throw failure(ErrorKind.THROTTLED, job, "it asks for fewer requests", null);
            default -> throw failure(ErrorKind.UNAVAILABLE, job, "it answered " + status, null);
        };
    }

    private HttpResponse<byte[]> ask(VendorJobId job) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(predictions + job.id()))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new CappedBody(MAX_BYTES));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failure(ErrorKind.UNAVAILABLE, job, "it did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(ErrorKind.UNAVAILABLE, job, "the thread that asked was interrupted", e);
        } catch (ExecutionException e) {
            throw failure(ErrorKind.UNAVAILABLE, job, "it could not be reached, or broke off", e.getCause());
        }
    }

    private JobEvent read(VendorJobId job, byte[] body) {
        try {
            JobEvent event = reader.read(job.vendor(), body);
            if (event.vendorJobId().equals(job)) {
                return event;
            }
            throw failure(ErrorKind.UNAVAILABLE, job, "it answered with another prediction", null);
        } catch (UnreadableDeliveryException e) {
            throw failure(ErrorKind.UNAVAILABLE, job, "its answer is no prediction", e);
        }
    }

    private static MediaLifecycleException failure(
            ErrorKind kind, VendorJobId job, String what, @Nullable Throwable cause) {
        String text = "Replicate could not be asked about prediction " + job.id() + ": " + what;
        return new MediaLifecycleException(ErrorCode.VENDOR_UNAVAILABLE, kind, text, cause);
    }
}
