package dev.medialifecycle.internal.work;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.intake.SpooledBlob;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.webhook.OutputTerms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings an output's bytes to the spool, whole or not at all: guarded addresses, followed by hand, capped in size and time. */
public final class OutputFetcher {
    private static final int MAX_REDIRECTS = 3;

    private final HttpClient client;
    private final FetchPolicy policy;
    private final AddressGuard guard;
    private final Spool spool;

    /** The client must not follow redirects by itself. */
    public OutputFetcher(HttpClient client, FetchPolicy policy, Spool spool) {
        this.client = client;
        this.policy = policy;
        this.guard = new AddressGuard(policy.addresses());
        this.spool = spool;
    }

    /** The bytes, or an exception whose kind says whether they can still come. */
    SpooledBlob fetch(URI source, OutputTerms terms, long maxBytes) {
        return InlineOutputs.isInline(source) ? inline(source, maxBytes) : download(source, terms, maxBytes);
    }

    private SpooledBlob download(URI source, OutputTerms terms, long maxBytes) {
        URI url = source;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            guard.check(url, terms.hosts());
            HttpResponse<InputStream> response = get(url);
            if (response.statusCode() / 100 != 3) {
                return read(response, url, maxBytes);
            }
            close(response.body());
            String next = response.headers()
                    .firstValue("location")
                    .orElseThrow(() -> failed(ErrorKind.REJECTED, "a redirect to nowhere from " + source.getHost()));
            url = resolve(url, next);
        }
        throw failed(ErrorKind.REJECTED, "more than " + MAX_REDIRECTS + " redirects from " + source.getHost());
    }

    private HttpResponse<InputStream> get(URI url) {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(policy.totalTimeout()).GET().build();
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new MediaLifecycleException(
                    ErrorCode.DOWNLOAD_FAILED,
                    ErrorKind.UNAVAILABLE,
                    "Failed to download: no answer from " + url.getHost(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(ErrorKind.UNAVAILABLE, "interrupted");
        }
    }

    private SpooledBlob read(HttpResponse<InputStream> response, URI url, long maxBytes) {
        int status = response.statusCode();
        if (status != 200) {
            close(response.body());
            throw failed(kind(status), status + " from " + url.getHost() + remedy(status));
        }
        CompletableFuture<Void> inTime = new CompletableFuture<>();
        try (InputStream body = response.body()) {
            // A read that hangs ends when its stream is closed under it.
            CompletableFuture<Void> unused = inTime.orTimeout(
                            policy.totalTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, late) -> {
                        if (late != null) {
                            close(body);
                        }
                    });
            return whole(spool.take(body, maxBytes, OutputFetcher::tooLarge), response, url);
        } catch (IOException e) {
            throw truncated(url, e);
        } catch (MediaLifecycleException e) {
            throw e.code() == ErrorCode.UPLOAD_FAILED && e.getCause() instanceof IOException ? truncated(url, e) : e;
        } finally {
            inTime.complete(null);
        }
    }

    /** The JDK's client notices a body that ends early over HTTP/1.1, but not over every version of HTTP. */
    private static SpooledBlob whole(SpooledBlob bytes, HttpResponse<?> response, URI url) {
        long announced = response.headers().firstValueAsLong("content-length").orElse(bytes.size());
        if (announced != bytes.size()) {
            bytes.close();
            throw truncated(url, null);
        }
        return bytes;
    }

    private SpooledBlob inline(URI source, long maxBytes) {
        String text = source.getSchemeSpecificPart();
        int comma = text.indexOf(',');
        if (comma < 0 || !text.substring(0, comma).endsWith(";base64")) {
            throw failed(ErrorKind.REJECTED, "an inline output that is not base64");
        }
        if ((text.length() - comma) / 4L * 3 > maxBytes + 2) {
            throw tooLarge(maxBytes);
        }
        return spool.take(
                new ByteArrayInputStream(decoded(text.substring(comma + 1))), maxBytes, OutputFetcher::tooLarge);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw failed(ErrorKind.REJECTED, "an inline output that is not base64");
        }
    }

    private static URI resolve(URI from, String location) {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw failed(ErrorKind.REJECTED, "a redirect to no URL from " + from.getHost());
        }
    }

    private static ErrorKind kind(int status) {
        if (status == 404 || status == 410) {
            return ErrorKind.NOT_FOUND;
        }
        if (status == 401 || status == 403) {
            return ErrorKind.DENIED;
        }
        if (status == 429) {
            return ErrorKind.THROTTLED;
        }
        return status >= 500 || status == 408 ? ErrorKind.UNAVAILABLE : ErrorKind.REJECTED;
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401, 403 -> ": private, or its URL has expired. Next: run effects sooner after the webhook";
            case 404, 410 -> ": it has expired at the vendor. Next: run effects sooner after the webhook";
            default -> "";
        };
    }

    private static MediaLifecycleException tooLarge(long maxBytes) {
        return new MediaLifecycleException(
                ErrorCode.OUTPUT_TOO_LARGE,
                ErrorKind.REJECTED,
                "Output is larger than " + maxBytes + " bytes. Next: raise maxBytes of the output policy");
    }

    private static MediaLifecycleException truncated(URI url, @Nullable Exception cause) {
        return new MediaLifecycleException(
                ErrorCode.DOWNLOAD_TRUNCATED,
                ErrorKind.UNAVAILABLE,
                "Failed to download: " + url.getHost() + " stopped before the end",
                cause);
    }

    private static MediaLifecycleException failed(ErrorKind kind, String what) {
        return new MediaLifecycleException(ErrorCode.DOWNLOAD_FAILED, kind, "Failed to download: " + what);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Nobody reads on, so there is nothing left that could go wrong.
        }
    }
}
