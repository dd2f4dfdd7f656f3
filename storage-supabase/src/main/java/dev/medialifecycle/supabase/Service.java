package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestClient;
import dev.medialifecycle.rest.RestDownload;
import dev.medialifecycle.rest.RestRequest;
import java.net.URI;
import java.time.Instant;

/** The storage server: every request goes through here, with the key and past the lock. */
final class Service {
    private final String name;
    private final String base;
    private final ServiceKey key;
    private final RestClient client;
    private final QuotaLock lock;

    Service(String name, String base, ServiceKey key, RestClient client, QuotaLock lock) {
        this.name = name;
        this.base = base;
        this.key = key;
        this.client = client;
        this.lock = lock;
    }

    ServiceKey key() {
        return key;
    }

    RestClient client() {
        return client;
    }

    String base() {
        return base;
    }

    /** The URL of a path whose segments are not encoded yet. */
    URI url(String path) {
        return URI.create(base + PercentEncoding.encode(path));
    }

    URI url(String route, BlobLocation location) {
        return url(route + location.bucket() + "/" + location.key());
    }

    /** Any answer but that of a locked project. */
    RestAnswer send(RestRequest request) {
        Instant pass = lock.pass(request.subject());
        RestAnswer answer = client.send(key.on(request));
        requireUnlocked(answer, request, pass);
        return answer;
    }

    /** The same, with the bytes of a success left to the caller. */
    RestDownload download(RestRequest request) {
        Instant pass = lock.pass(request.subject());
        RestDownload download = client.download(key.on(request));
        requireUnlocked(download.answer(), request, pass);
        return download;
    }

    /** What the service says of a bucket, whatever that is. */
    RestAnswer bucket(String bucket) {
        return send(RestRequest.reading("bucket " + name + ":" + bucket, "GET", url("/bucket/" + bucket)));
    }

    /** Returns if the bucket is there and these credentials see it; throws if it is not, or nobody knows. */
    void requireBucket(String bucket) {
        String subject = "bucket " + name + ":" + bucket;
        RestAnswer answer = bucket(bucket);
        if (answer.isSuccess()) {
            if (answer.json().at("id").text().filter(bucket::equals).isEmpty()) {
                throw unreadable(subject);
            }
            return;
        }
        Refusal refusal = Refusal.of(answer);
        if (refusal.meaning() == Refusal.Meaning.NO_BUCKET) {
            throw StorageFailure.bucketNotFound(name, bucket);
        }
        throw refusal.failure(subject, false);
    }

    /** A success whose body is not what the service says then: somebody else answered in its place. */
    static MediaLifecycleException unreadable(String subject) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorKind.UNAVAILABLE,
                "The answer for " + subject
                        + " is none of Supabase's. Next: check the url setting and what stands between");
    }

    private void requireUnlocked(RestAnswer answer, RestRequest request, Instant pass) {
        if (!answer.isSuccess() && Refusal.of(answer).meaning() == Refusal.Meaning.QUOTA_LOCKED) {
            lock.close();
            throw QuotaLock.failure(request.subject());
        }
        lock.open(pass);
    }
}
