package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.RestClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link SupabaseStorage} needs; a key and a bucket must be given. */
public final class SupabaseStorageBuilder {
    static final String USER_AGENT = "medialifecycle-storage-supabase";

    final String name;
    final Set<String> buckets = new LinkedHashSet<>();
    final Set<String> publicBuckets = new LinkedHashSet<>();
    private final List<UrlBase> bases = new ArrayList<>();
    private String key = "";
    private @Nullable HttpClient http;
    private Duration connectTimeout = Duration.ofSeconds(10);
    Pattern possibleKeys = Keys.USUAL;
    boolean purges;
    int batchSize = Batches.MOST_KEYS;
    Duration timeout = Duration.ofSeconds(60);
    Clock clock = Clock.systemUTC();

    @Nullable
    String cacheControl;

    SupabaseStorageBuilder(String name, URI url) {
        this.name = name;
        bases.add(UrlBase.of(whole(url)));
    }

    /** The project's secret key, {@code sb_secret_…}, or its {@code service_role} key of the old kind. */
    public SupabaseStorageBuilder serviceKey(String key) {
        this.key = key;
        return this;
    }

    /** Adds a private bucket. */
    public SupabaseStorageBuilder bucket(String bucket) {
        buckets.add(bucket);
        return this;
    }

    /** Adds a public bucket: its blobs have lasting URLs. */
    public SupabaseStorageBuilder publicBucket(String bucket) {
        publicBuckets.add(bucket);
        return bucket(bucket);
    }

    /** Another base URL that leads to the same project, such as a domain of your own; its URLs are known, not made. */
    public SupabaseStorageBuilder alsoAt(URI url) {
        bases.add(UrlBase.of(whole(url)));
        return this;
    }

    /** Tells the service's cache to forget what is deleted; hosted projects from the Pro plan on can. */
    public SupabaseStorageBuilder purgeCache() {
        this.purges = true;
        return this;
    }

    /** The {@code Cache-Control} that blobs are stored with, such as {@code max-age=3600}; the service's own unless said otherwise. */
    public SupabaseStorageBuilder cacheControl(String value) {
        if (value.isBlank() || !value.chars().allMatch(sign -> sign >= ' ' && sign < 0x7F)) {
            throw new IllegalArgumentException("A Cache-Control is made of ASCII");
        }
        this.cacheControl = value;
        return this;
    }

    /** How many blobs one request deletes at most; 1,000 unless said otherwise, which is the most that the service allows. */
    public SupabaseStorageBuilder batchSize(int blobs) {
        if (blobs < 1 || blobs > Batches.MOST_KEYS) {
            throw new IllegalArgumentException("A request deletes 1 to " + Batches.MOST_KEYS + " blobs, not " + blobs);
        }
        this.batchSize = blobs;
        return this;
    }

    /** Which keys the service can hold; what its server accepts today unless said otherwise. */
    public SupabaseStorageBuilder possibleKeys(Pattern keys) {
        this.possibleKeys = keys;
        return this;
    }

    /** How long to wait for a connection; 10 seconds unless said otherwise. */
    public SupabaseStorageBuilder connectTimeout(Duration time) {
        this.connectTimeout = time;
        return this;
    }

    /** How long to wait for an answer; a minute unless said otherwise, and longer for large puts. */
    public SupabaseStorageBuilder timeout(Duration time) {
        this.timeout = time;
        return this;
    }

    /** A client of the host's own, with its proxy or certificates; it must not follow redirects. */
    public SupabaseStorageBuilder httpClient(HttpClient client) {
        this.http = client;
        return this;
    }

    /** The clock that keys expire by; the system's unless a test hands in another. */
    public SupabaseStorageBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Looks at the key and opens the provider; no request is made. {@code ML-CFG-002} for a key that cannot do the work. */
    public SupabaseStorage open() {
        if (buckets.isEmpty()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART,
                    ErrorKind.REJECTED,
                    "Provider " + name + " has no bucket. Next: name one by bucket or publicBucket");
        }
        for (String bucket : buckets) {
            BlobLocation unused = new BlobLocation(name, bucket, "key");
        }
        ServiceKey known = ServiceKey.of(name, key, clock.instant());
        RestClient client = http == null
                ? RestClient.open(USER_AGENT, connectTimeout, timeout, clock)
                : RestClient.over(http, USER_AGENT, timeout, clock);
        Service service = new Service(name, bases.get(0).toString(), known, client, new QuotaLock(clock));
        Keys keys = new Keys(name, Set.copyOf(buckets), possibleKeys);
        return new SupabaseStorage(
                this, service, new SupabaseUrls(name, Set.copyOf(buckets), Set.copyOf(publicBuckets), keys, bases));
    }

    /** The URL that the console shows for a project is not yet that of its storage. */
    private static String whole(URI url) {
        String text = url.toString();
        boolean isBare = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        boolean isHosted = url.getHost() != null && url.getHost().endsWith(".supabase.co");
        return isBare && isHosted ? text.replaceFirst("/$", "") + "/storage/v1" : text;
    }
}
