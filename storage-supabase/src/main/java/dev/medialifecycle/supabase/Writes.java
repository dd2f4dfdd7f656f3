package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts, which never overwrite unless two race. */
final class Writes {
    /** Slower connections than this are given up. */
    private static final long LEAST_BYTES_A_SECOND = 50_000;

    private final Service service;
    private final Keys keys;
    private final Duration timeout;
    private final @Nullable String cacheControl;

    Writes(Service service, Keys keys, Duration timeout, @Nullable String cacheControl) {
        this.service = service;
        this.keys = keys;
        this.timeout = timeout;
        this.cacheControl = cacheControl;
    }

    StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        keys.requirePossible(location);
        requireType(location, request.contentType());
        long size = request.source().size();
        try (MeasuredStream bytes = MeasuredStream.open(request)) {
            RestRequest sent =
                    RestRequest.changing("the put of " + location, "POST", service.url("/object/", location)).stream(
                                    bytes, size, request.contentType())
                            .timeout(timeout.plusSeconds(size / LEAST_BYTES_A_SECOND));
            requireStored(
                    location, service.send(cacheControl == null ? sent : sent.header("Cache-Control", cacheControl)));
        }
        return new StoredBlob(location, null, request.contentType(), size, null);
    }

    /** What somebody else has to send along for a put like ours. */
    Map<String, String> headers(BlobLocation location, String contentType) {
        requireType(location, contentType);
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", contentType));
        if (cacheControl != null) {
            headers.put("Cache-Control", cacheControl);
        }
        return headers;
    }

    private static void requireStored(BlobLocation location, RestAnswer answer) {
        String subject = "the put of " + location;
        if (answer.isSuccess()) {
            String stored = location.bucket() + "/" + location.key();
            if (answer.json().at("Key").text().filter(stored::equals).isEmpty()) {
                throw SupabaseFailure.strange(subject);
            }
            return;
        }
        Refusal refusal = Refusal.of(answer);
        if (refusal.meaning() == Refusal.Meaning.TAKEN) {
            throw StorageFailure.keyTaken(location);
        }
        if (refusal.meaning() == Refusal.Meaning.NO_BUCKET) {
            throw StorageFailure.bucketNotFound(location.provider(), location.bucket());
        }
        throw refusal.failure(subject, true);
    }

    /** The server takes a form apart instead of storing it. */
    private static void requireType(BlobLocation location, String contentType) {
        boolean isHeader = !contentType.isEmpty() && contentType.chars().allMatch(sign -> sign >= ' ' && sign < 0x7F);
        if (!isHeader || contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new MediaLifecycleException(
                    ErrorCode.UNSUPPORTED_TYPE,
                    ErrorKind.REJECTED,
                    "Supabase stores no blob of the type that " + location + " has. Next: give it a media type");
        }
    }
}
