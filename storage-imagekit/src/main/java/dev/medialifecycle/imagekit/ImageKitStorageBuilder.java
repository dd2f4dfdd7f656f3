package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.RestClient;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what an {@link ImageKitStorage} needs; a private key and a bucket must be given. */
public final class ImageKitStorageBuilder {
    private static final String USER_AGENT = "medialifecycle-storage-imagekit";

    final String name;
    final Set<String> buckets = new LinkedHashSet<>();
    private final List<UrlEndpoint> endpoints = new ArrayList<>();
    private @Nullable String privateKey;
    private @Nullable HttpClient http;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofSeconds(30);
    private Duration longestWait = Duration.ofSeconds(15);
    private TimeMeter time = TimeMeter.SYSTEM_NANOTIME;
    private BlockingStrategy waiting = BlockingStrategy.PARKING;

    URI apiBase = URI.create("https://api.imagekit.io");
    URI uploadBase = URI.create("https://upload.imagekit.io");
    Duration uploadTimeout = Duration.ofMinutes(5);
    Duration cacheLife = Duration.ofDays(365);
    Duration indexLag = Duration.ofMinutes(5);
    int requestsAMinute = 450;
    int writesAMinute = 200;
    boolean purgesCaches;
    boolean isPrivate;
    Clock clock = Clock.systemUTC();

    ImageKitStorageBuilder(String name, URI urlEndpoint) {
        this.name = name;
        endpoints.add(UrlEndpoint.of(urlEndpoint.toString(), false));
    }

    /** The account's private key; no message and no log ever holds it. */
    public ImageKitStorageBuilder privateKey(String key) {
        privateKey = key;
        return this;
    }

    /** Adds a bucket: a folder of this name at the top of the media library, which is there already. */
    public ImageKitStorageBuilder bucket(String bucket) {
        buckets.add(bucket);
        return this;
    }

    /** Another URL below which the media library is served: a custom domain, or a named URL endpoint. */
    public ImageKitStorageBuilder alsoAt(URI urlEndpoint) {
        endpoints.add(UrlEndpoint.of(urlEndpoint.toString(), false));
        return this;
    }

    /** A URL below which something else is served, such as a URL endpoint for an S3 bucket; its URLs are foreign. */
    public ImageKitStorageBuilder externalAt(URI urlEndpoint) {
        endpoints.add(UrlEndpoint.of(urlEndpoint.toString(), true));
        return this;
    }

    /** The most requests in any minute, 10 or more, of all threads together; 450 unless said otherwise. Uploads and reads do not count. */
    public ImageKitStorageBuilder requestsAMinute(int requests) {
        requestsAMinute = requests;
        return this;
    }

    /** How many of them may change something, 10 or more; 200 unless said otherwise. */
    public ImageKitStorageBuilder writesAMinute(int requests) {
        writesAMinute = requests;
        return this;
    }

    /** How long a request may wait for its turn before it is {@code THROTTLED}; 15 seconds unless said otherwise. */
    public ImageKitStorageBuilder longestWait(Duration time) {
        longestWait = time;
        return this;
    }

    /** How long to wait for a connection, for an answer, and for the answer to an upload; 10 s, 30 s and 5 min unless said otherwise. */
    public ImageKitStorageBuilder timeouts(Duration connect, Duration answer, Duration upload) {
        connectTimeout = connect;
        timeout = answer;
        uploadTimeout = upload;
        return this;
    }

    /** Has caches forget each deleted blob; a request for each of its URL endpoints, which ImageKit counts by the month. */
    public ImageKitStorageBuilder purgeCaches() {
        purgesCaches = true;
        return this;
    }

    /** How long caches may serve a deleted blob that is not purged; ImageKit's 365 days unless the account's setting says otherwise. */
    public ImageKitStorageBuilder cacheLife(Duration life) {
        cacheLife = life;
        return this;
    }

    /** Stores files that are served to signed URLs only; there are no public URLs then. */
    public ImageKitStorageBuilder privateFiles() {
        isPrivate = true;
        return this;
    }

    /** How long searches may lag behind uploads at most; 5 minutes unless said otherwise. */
    public ImageKitStorageBuilder indexLag(Duration lag) {
        indexLag = lag;
        return this;
    }

    /** Where the API is, and where uploads go, if not at ImageKit: a proxy, or a fake in tests. */
    public ImageKitStorageBuilder service(URI api, URI upload) {
        apiBase = URI.create(UrlEndpoint.of(api.toString(), false).toString());
        uploadBase = URI.create(UrlEndpoint.of(upload.toString(), false).toString());
        return this;
    }

    /** A client of the host's own, with its proxy, certificates or threads; it must not follow redirects. */
    public ImageKitStorageBuilder httpClient(HttpClient client) {
        http = client;
        return this;
    }

    /** The clock that ends signed URLs; the system's unless a test hands in another. */
    public ImageKitStorageBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** The time that requests wait in, and how. */
    ImageKitStorageBuilder waiting(TimeMeter time, BlockingStrategy waiting) {
        this.time = time;
        this.waiting = waiting;
        return this;
    }

    /** Opens the provider; no request is made. */
    public ImageKitStorage open() {
        if (buckets.isEmpty()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART,
                    ErrorKind.REJECTED,
                    "Provider " + name + " has no bucket. Next: ImageKitStorage.at(...).bucket(...)");
        }
        for (String bucket : buckets) {
            BlobLocation unused = new BlobLocation(name, bucket, "key");
            if (!NameRules.keepsFolder(bucket)) {
                throw invalid("bucket " + bucket + " is no folder that ImageKit would keep by this name: it takes only"
                        + " A-Z, a-z, 0-9, _ and -");
            }
        }
        requireAbove("requests-a-minute", requestsAMinute);
        requireAbove("writes-a-minute", writesAMinute);
        String key = privateKey();
        RestClient client = http == null
                ? RestClient.open(USER_AGENT, connectTimeout, timeout, clock)
                : RestClient.over(http, USER_AGENT, timeout, clock);
        RequestGate gate = new RequestGate(requestsAMinute, writesAMinute, longestWait, time, waiting);
        ImageKitUrls urls = new ImageKitUrls(name, buckets, endpoints, new UrlSigner(key));
        return new ImageKitStorage(this, new RestImageKitApi(client, gate, this), urls);
    }

    String privateKey() {
        if (privateKey == null || privateKey.isBlank()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_CREDENTIALS,
                    ErrorKind.REJECTED,
                    "Provider " + name
                            + " has no private key. Next: take it from the dashboard, under developer options");
        }
        if (!privateKey.matches("[!-~&&[^:]]+")) {
            throw invalid("the private key holds a character that no key has");
        }
        return privateKey;
    }

    private void requireAbove(String setting, int number) {
        if (number < RequestGate.FEWEST) {
            throw invalid(setting + " is below " + RequestGate.FEWEST);
        }
    }

    private MediaLifecycleException invalid(String fault) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_SETTING,
                ErrorKind.REJECTED,
                "Provider " + name + ": " + fault + ". Next: correct it");
    }
}
