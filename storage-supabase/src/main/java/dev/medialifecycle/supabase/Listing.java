package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listings by the second protocol only: the first is blind to case, mixes folders, and loses what follows a delete. */
final class Listing {
    private static final int PAGE = 1000;

    private final String provider;
    private final Service service;
    private final Keys keys;

    Listing(String provider, Service service, Keys keys) {
        this.provider = provider;
        this.service = service;
        this.keys = keys;
    }

    BlobPage page(String bucket, String prefix, @Nullable String token) {
        keys.requireBucket(bucket);
        String subject = "the listing of " + provider + ":" + bucket + "/" + prefix;
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("prefix", prefix);
        asked.put("limit", PAGE);
        asked.put("with_delimiter", false);
        asked.put("sortBy", Map.of("column", "name", "order", "asc"));
        if (token != null) {
            asked.put("cursor", cursor(bucket, prefix, token));
        }
        RestAnswer answer = service.send(RestRequest.reading(subject, "POST", service.url("/object/list-v2/" + bucket))
                .json(Json.of(asked)));
        if (!answer.isSuccess()) {
            throw refused(Refusal.of(answer), bucket, subject, token);
        }
        Json body = answer.json();
        boolean hasNext = body.at("hasNext").flag().orElseThrow(() -> Service.unreadable(subject));
        if (!body.at("objects").isList()
                || (hasNext && body.at("nextCursor").text().isEmpty())) {
            throw Service.unreadable(subject);
        }
        List<StoredBlob> blobs = blobs(bucket, prefix, body.at("objects").items(), subject);
        if (body.at("objects").items().isEmpty()) {
            // A bucket that is not there is an empty one to this route.
            service.requireBucket(bucket);
        }
        return new BlobPage(
                blobs,
                hasNext ? tag(bucket, prefix) + body.at("nextCursor").text().orElse("") : null);
    }

    /** Keys that no location can have, such as one with a leading slash, are nobody's blobs. */
    private List<StoredBlob> blobs(String bucket, String prefix, List<Json> rows, String subject) {
        List<StoredBlob> blobs = new ArrayList<>(rows.size());
        String before = null;
        for (Json row : rows) {
            String key = row.at("name").text().orElseThrow(() -> Service.unreadable(subject));
            if (!key.startsWith(prefix) || (before != null && BlobLocation.KEY_ORDER.compare(before, key) >= 0)) {
                throw disorderly(subject);
            }
            before = key;
            if (BlobLocation.isValidKey(key)) {
                Json metadata = row.at("metadata");
                blobs.add(Reads.stored(
                        new BlobLocation(provider, bucket, key),
                        metadata.at("size").wholeNumber(),
                        metadata.at("mimetype").text(),
                        row.at("updated_at").text()));
            }
        }
        return blobs;
    }

    private MediaLifecycleException refused(Refusal refusal, String bucket, String subject, @Nullable String token) {
        return switch (refusal.meaning()) {
            case NO_BUCKET -> StorageFailure.bucketNotFound(provider, bucket);
            case INVALID_PARAMETER ->
                token == null ? refusal.failure(subject, false) : StorageFailure.unknownToken(provider);
            default -> refusal.failure(subject, false);
        };
    }

    private String cursor(String bucket, String prefix, String token) {
        String tag = tag(bucket, prefix);
        if (!token.startsWith(tag) || token.length() == tag.length()) {
            throw StorageFailure.unknownToken(provider);
        }
        return token.substring(tag.length());
    }

    /** Ties a token to its listing: the service's own cursor fits every prefix, and skips what comes before. */
    private static String tag(String bucket, String prefix) {
        return Integer.toHexString((bucket + "/" + prefix).hashCode()) + ".";
    }

    private static MediaLifecycleException disorderly(String subject) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_LIES,
                ErrorKind.UNAVAILABLE,
                subject + " is not in the order of its keys, or holds others than were asked for."
                        + " Next: update the storage server");
    }
}
