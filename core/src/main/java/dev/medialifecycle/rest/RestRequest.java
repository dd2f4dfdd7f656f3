package dev.medialifecycle.rest;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, immutable. Messages call it by its subject, never by its URL, whose query may be a secret. */
public final class RestRequest {
    private final String subject;
    private final boolean changes;
    private final String method;
    private final URI url;
    private final Map<String, String> headers;
    private final @Nullable StreamPublisher stream;
    private final byte @Nullable [] bytes;
    private final @Nullable Duration timeout;

    private RestRequest(
            RestRequest before,
            Map<String, String> headers,
            @Nullable StreamPublisher stream,
            byte @Nullable [] bytes,
            @Nullable Duration timeout) {
        this.subject = before.subject;
        this.changes = before.changes;
        this.method = before.method;
        this.url = before.url;
        this.headers = Collections.unmodifiableMap(headers);
        this.stream = stream;
        this.bytes = bytes;
        this.timeout = timeout;
    }

    private RestRequest(String subject, boolean changes, String method, URI url) {
        this.subject = subject;
        this.changes = changes;
        this.method = method;
        this.url = url;
        this.headers = Map.of();
        this.stream = null;
        this.bytes = null;
        this.timeout = null;
    }

    /** One that changes nothing at the service, whatever its method: without an answer it certainly did nothing. */
    public static RestRequest reading(String subject, String method, URI url) {
        return new RestRequest(subject, false, method, url);
    }

    /** One that may change something: without a whole answer nobody knows whether it did. */
    public static RestRequest changing(String subject, String method, URI url) {
        return new RestRequest(subject, true, method, url);
    }

    /** The same with one more header; a value that no header can hold is refused without being quoted. */
    public RestRequest header(String name, String value) {
        if (value.chars().anyMatch(sign -> sign < ' ' || sign == 0x7F || sign > 0xFF)) {
            throw new IllegalArgumentException("The value for header " + name + " holds a character no header can");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestRequest(this, more, stream, bytes, timeout);
    }

    /** The same with this JSON as its body. */
    public RestRequest json(Json body) {
        return bytes(body.write().getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** The same with these bytes as its body; they are not copied. */
    public RestRequest bytes(byte[] body, String contentType) {
        return new RestRequest(this, headers, null, body, timeout).header("Content-Type", contentType);
    }

    /**
     * The same with a body that is read while it is sent, so many bytes, and never held as a whole. The caller closes it after the
     * answer. What it throws, {@link RestClient} throws on, and the service never gets a whole body then.
     */
    public RestRequest stream(InputStream body, long size, String contentType) {
        return new RestRequest(this, headers, new StreamPublisher(body, size), null, timeout)
                .header("Content-Type", contentType);
    }

    /** The same with another time limit than the client's; it counts up to the answer's head, and once more for its body. */
    public RestRequest timeout(Duration time) {
        return new RestRequest(this, headers, stream, bytes, time);
    }

    /** What messages call it. */
    public String subject() {
        return subject;
    }

    /** Method and subject. */
    @Override
    public String toString() {
        return method + " for " + subject;
    }

    boolean changes() {
        return changes;
    }

    String host() {
        return url.getHost();
    }

    Duration timeoutOr(Duration usual) {
        return timeout == null ? usual : timeout;
    }

    Optional<StreamPublisher> stream() {
        return Optional.ofNullable(stream);
    }

    HttpRequest.Builder toHttp() {
        HttpRequest.Builder http = HttpRequest.newBuilder(url).method(method, publisher());
        headers.forEach(http::header);
        return http;
    }

    private HttpRequest.BodyPublisher publisher() {
        if (stream != null) {
            return stream.toHttp();
        }
        return bytes == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(bytes);
    }
}
