package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** Collects what an {@link S3Storage} needs; only a bucket must be given where the SDK finds region and credentials itself. */
public final class S3StorageBuilder {
    /** What Amazon takes in one request. */
    private static final int LARGEST_BATCH = 1_000;
    /** Other servers delete key by key: a thousand have been seen to take longer than anybody waits. */
    private static final int CAREFUL_BATCH = 250;

    private static final int SMALLEST_PART = 5 << 20;
    private static final long USUALLY_AT_ONCE = 128L << 20;
    /** Below what S3 takes in one request. */
    private static final long MOST_AT_ONCE = 4L << 30;

    final String name;
    final Set<String> buckets = new LinkedHashSet<>();
    final Map<String, Address> publicAddresses = new LinkedHashMap<>();
    final List<Address> otherAddresses = new ArrayList<>();
    final Map<String, String> accessPoints = new LinkedHashMap<>();

    @Nullable
    String region;

    @Nullable
    URI endpoint;

    @Nullable
    URI signingEndpoint;

    @Nullable
    AwsCredentialsProvider credentials;

    @Nullable
    SdkHttpClient httpClient;

    @Nullable
    Executor executor;

    @Nullable
    private ConditionalPut conditionalPut;

    @Nullable
    private AddressStyle style;

    private long partsFrom;
    private int batchSize;
    boolean isPublic;
    boolean purgesVersions;
    boolean createsBuckets;
    boolean listsInOrder = true;
    int inFlight = 16;
    int partSize = 32 << 20;
    Duration connectTimeout = Duration.ofSeconds(5);
    Duration answerTimeout = Duration.ofSeconds(30);
    Clock clock = Clock.systemUTC();

    S3StorageBuilder(String name) {
        this.name = name;
    }

    /** Adds a bucket, by its name at the service. */
    public S3StorageBuilder bucket(String bucket) {
        if (!BlobLocation.isValidBucket(bucket)) {
            throw invalid("\"" + bucket + "\" is no name of a bucket");
        }
        buckets.add(bucket);
        return this;
    }

    /** The region of the buckets; unless said, what the SDK finds in environment and profile, or us-east-1 at an endpoint. */
    public S3StorageBuilder region(String region) {
        if (!region.matches("[a-z0-9-]{1,40}")) {
            throw invalid("a region is no name such as eu-central-1");
        }
        this.region = region;
        return this;
    }

    /**
     * Another server than Amazon's that speaks S3. It is spoken to in the way that every server understood: path style, whole
     * bodies, checksums only where the protocol demands them.
     */
    public S3StorageBuilder endpoint(URI endpoint) {
        this.endpoint = endpoint;
        return this;
    }

    /** Where signed URLs lead to, if those who use them reach the same server by another address. */
    public S3StorageBuilder signingEndpoint(URI endpoint) {
        this.signingEndpoint = endpoint;
        return this;
    }

    /** Whether requests name the bucket in the path or in the host; hosts at Amazon and paths elsewhere unless said otherwise. */
    public S3StorageBuilder addressStyle(AddressStyle style) {
        this.style = style;
        return this;
    }

    /** Long-lived credentials. */
    public S3StorageBuilder credentials(String accessKey, String secretKey) {
        return credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    /** Where credentials come from; unless said, the SDK's default chain. The caller closes it. */
    public S3StorageBuilder credentials(AwsCredentialsProvider credentials) {
        this.credentials = credentials;
        return this;
    }

    /** Says that everybody may read the buckets at the service's own addresses, so these are the public URLs. */
    public S3StorageBuilder publicUrls() {
        isPublic = true;
        return this;
    }

    /** Where everybody may read the bucket, such as a CDN; the key follows the base. */
    public S3StorageBuilder publicUrls(String bucket, URI base) {
        return publicUrls(bucket, base, "");
    }

    /** The same for a CDN that puts an origin path before each key, so that only keys which start with it are to be had there. */
    public S3StorageBuilder publicUrls(String bucket, URI base, String originPath) {
        publicAddresses.put(bucket, Address.of(bucket, base, originPath));
        return this;
    }

    /** An address under which the bucket was, or still is, to be had: its URLs are recognised and never made. */
    public S3StorageBuilder alsoKnownAs(String bucket, URI base) {
        return alsoKnownAs(bucket, base, "");
    }

    /** The same with an origin path. */
    public S3StorageBuilder alsoKnownAs(String bucket, URI base, String originPath) {
        otherAddresses.add(Address.of(bucket, base, originPath));
        return this;
    }

    /** An access point of the bucket, as it stands in its URLs: {@code NAME-ACCOUNT}, or its alias. */
    public S3StorageBuilder accessPoint(String bucket, String label) {
        accessPoints.put(label, bucket);
        return this;
    }

    /** How a put makes sure that it overwrites nothing; ENFORCED at Amazon and TRIED elsewhere unless said otherwise. */
    public S3StorageBuilder conditionalPut(ConditionalPut conditionalPut) {
        this.conditionalPut = conditionalPut;
        return this;
    }

    /** Makes a delete remove every version of the blob, and the markers, where a bucket keeps versions. */
    public S3StorageBuilder purgeVersions() {
        purgesVersions = true;
        return this;
    }

    /** Creates the buckets that are missing when the provider is opened. */
    public S3StorageBuilder createBuckets() {
        createsBuckets = true;
        return this;
    }

    /** Says that this server's listings are not in the order of the keys' bytes, as those of S3 are. */
    public S3StorageBuilder unorderedListings() {
        listsInOrder = false;
        return this;
    }

    /** How many blobs one request deletes, at most 1,000; 1,000 at Amazon and 250 elsewhere unless said otherwise. */
    public S3StorageBuilder batchSize(int blobs) {
        this.batchSize = within("a batch", 1, blobs, LARGEST_BATCH);
        return this;
    }

    /** How many requests of one delete are under way at once; 16 unless said otherwise. */
    public S3StorageBuilder inFlight(int requests) {
        this.inFlight = within("the number of requests in flight", 1, requests, 1_000);
        return this;
    }

    /** What runs the requests of a delete beside the calling thread; unless said, daemon threads of the provider's own. */
    public S3StorageBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /**
     * From how many bytes on a blob is stored in parts; unless said otherwise 128 MiB, and 4 GiB where a digest that is known
     * spares the hash of each part.
     */
    public S3StorageBuilder partsFrom(long bytes) {
        if (bytes < 1) {
            throw invalid("a blob of " + bytes + " bytes has no parts");
        }
        this.partsFrom = bytes;
        return this;
    }

    /** How many bytes a part has, at least 5 MiB; 32 MiB unless said otherwise, and more where 10,000 parts would not suffice. */
    public S3StorageBuilder partSize(int bytes) {
        this.partSize = within("a part", SMALLEST_PART, bytes, Integer.MAX_VALUE);
        return this;
    }

    /** How long to wait for a connection; 5 seconds unless said otherwise. */
    public S3StorageBuilder connectTimeout(Duration time) {
        this.connectTimeout = time;
        return this;
    }

    /** How long to wait for an answer, or for more of it; 30 seconds unless said otherwise. */
    public S3StorageBuilder answerTimeout(Duration time) {
        this.answerTimeout = time;
        return this;
    }

    /** Another HTTP client of the SDK, with time-outs of its own; the caller closes it. */
    public S3StorageBuilder httpClient(SdkHttpClient client) {
        this.httpClient = client;
        return this;
    }

    /** The clock that the service's is compared with; the system's unless a test hands in another. */
    public S3StorageBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Opens the provider; no request is made unless buckets are to be created. */
    public S3Storage open() {
        if (buckets.isEmpty()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART,
                    ErrorKind.REJECTED,
                    "Provider " + name + " has no bucket. Next: S3Storage.named(...).bucket(...)");
        }
        BlobLocation unused = new BlobLocation(name, buckets.iterator().next(), "key");
        return S3Storage.open(this);
    }

    AddressStyle style() {
        return style != null ? style : endpoint == null ? AddressStyle.HOST : AddressStyle.PATH;
    }

    /** From how many bytes on there are parts, if a put's digest is signed in place of its bytes or if it is not. */
    long partsFrom(DigestUse use) {
        return partsFrom != 0 ? partsFrom : use == DigestUse.SIGNED ? MOST_AT_ONCE : USUALLY_AT_ONCE;
    }

    ConditionalPut conditionalPut() {
        return conditionalPut != null
                ? conditionalPut
                : endpoint == null ? ConditionalPut.ENFORCED : ConditionalPut.TRIED;
    }

    int batchSize() {
        return batchSize != 0 ? batchSize : endpoint == null ? LARGEST_BATCH : CAREFUL_BATCH;
    }

    private int within(String what, int least, int value, int most) {
        if (value < least || value > most) {
            throw invalid(what + " is " + value + " and not from " + least + " to " + most);
        }
        return value;
    }

    private MediaLifecycleException invalid(String fault) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_SETTING,
                ErrorKind.REJECTED,
                "Provider " + name + ": " + fault + ". Next: correct it");
    }
}
