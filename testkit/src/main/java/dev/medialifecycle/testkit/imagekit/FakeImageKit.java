package dev.medialifecycle.testkit.imagekit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * ImageKit on a free loopback port, with state and with its manners: names that it changes, a search that lags behind, bulk
 * deletes that one unknown id fails, a rate limit without {@code Retry-After}, and a cache that outlives deletes. Thread-safe.
 *
 * <pre>{@code
 * try (FakeImageKit imagekit = FakeImageKit.start(clock)) {
 *     imagekit.createFolder("/media");
 *     imagekit.trouble(ImageKitOperation.DELETE, 1, new ImageKitTrouble.LostAnswer());
 *     ...                                                       // the host works with apiBase(), uploadBase() and urlEndpoint()
 *     assertThat(imagekit.files()).isEmpty();
 * }
 * }</pre>
 */
public final class FakeImageKit implements AutoCloseable {
    private static final String KEY = "private_fake_0123456789abcdef";

    private final MediaLibrary library;
    private final UrlEndpoint endpoint;
    private final FakeImageKitServer api;
    private final WireMockServer server;
    private final Clock clock;

    private FakeImageKit(Clock clock) {
        this.clock = clock;
        library = new MediaLibrary(clock);
        endpoint = new UrlEndpoint(library, KEY, clock);
        api = new FakeImageKitServer(new MediaApi(library, endpoint), KEY, clock);
        server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .notifier(new ConsoleNotifier(false))
                .extensions(api));
    }

    /** Starts an empty account that keeps the system's time. */
    public static FakeImageKit start() {
        return start(Clock.systemUTC());
    }

    /** Starts an empty account that keeps the time of this clock. */
    public static FakeImageKit start(Clock clock) {
        FakeImageKit imagekit = new FakeImageKit(clock);
        imagekit.server.start();
        imagekit.server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
        return imagekit;
    }

    /** Where its API is, in place of {@code https://api.imagekit.io}. */
    public URI apiBase() {
        return URI.create("http://localhost:" + server.port());
    }

    /** Where uploads go, in place of {@code https://upload.imagekit.io}. */
    public URI uploadBase() {
        return apiBase();
    }

    /** Where files are served, in place of {@code https://ik.imagekit.io/your_id}. */
    public URI urlEndpoint() {
        return apiBase().resolve(UrlEndpoint.PATH);
    }

    /** The key that it accepts. */
    public String privateKey() {
        return KEY;
    }

    /** Creates a folder and those above it, such as {@code /media}. */
    public void createFolder(String path) {
        library.createFolder(path);
    }

    /** Removes a folder with everything below it, as somebody can in the dashboard. */
    public void deleteFolder(String path) {
        library.deleteFolder(path);
    }

    /** Puts a public file there, as somebody can in the dashboard; the path is taken as it is. */
    public MediaFile add(String path, byte[] bytes) {
        return add(path, bytes, false);
    }

    /** The same for a file that is served to signed URLs only. */
    public MediaFile addPrivate(String path, byte[] bytes) {
        return add(path, bytes, true);
    }

    private MediaFile add(String path, byte[] bytes, boolean isPrivate) {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, slash + 1);
        return library.add(new UploadOrder(bytes, path.substring(slash + 1), folder, false, true, isPrivate, List.of()))
                .shown();
    }

    /** Gives a file another path, as somebody can in the dashboard; its id stays. */
    public void move(String id, String path) {
        library.move(id, path);
    }

    /** Deletes a file behind everybody's back. */
    public void delete(String id) {
        library.delete(id);
    }

    /** Every file that there is, in the order of their creation. */
    public List<MediaFile> files() {
        return library.all().stream().map(StoredFile::shown).toList();
    }

    /** The file at this path. */
    public Optional<MediaFile> fileAt(String path) {
        return library.at(path).map(StoredFile::shown);
    }

    /** The bytes of the file at this path. */
    public Optional<byte[]> bytesAt(String path) {
        return library.at(path).map(file -> file.bytes().clone());
    }

    /** Every request received, in order. */
    public List<ImageKitRequest> received() {
        return api.received();
    }

    /** Every request received for this operation, in order. */
    public List<ImageKitRequest> received(ImageKitOperation operation) {
        return received().stream()
                .filter(request -> request.operation() == operation)
                .toList();
    }

    /** Makes the nth request from now for this operation go wrong, counted from 1. */
    public void trouble(ImageKitOperation operation, int nth, ImageKitTrouble trouble) {
        api.trouble(operation, nth, trouble);
    }

    /** Makes every request go wrong until {@link #recover}. */
    public void breakDown(ImageKitTrouble trouble) {
        api.troubleEverywhere(trouble);
    }

    /** Makes every bulk delete fail for this file until {@link #recover}, which is answered by 207. */
    public void refuseBulkDelete(String id, String error) {
        library.stubborn(id, error);
    }

    /** Ends what {@link #breakDown} and {@link #refuseBulkDelete} began. */
    public void recover() {
        api.troubleEverywhere(null);
        library.docile();
    }

    /** Lets searches see from now on each change only after this time. */
    public void indexLag(Duration lag) {
        library.indexLag(lag);
    }

    /** Answers 429 to more than so many requests in any window of so long; uploads and reads are free. */
    public void limitRequests(int requests, Duration window) {
        api.limit(new RequestLimit(clock, requests, window));
    }

    /** Refuses larger uploads; 25 MB unless said otherwise. */
    public void largestFile(long bytes) {
        library.largestFile(bytes);
    }

    /** Serves signed URLs only. */
    public void restrictUnsigned() {
        endpoint.restrictUnsigned();
    }

    /** Serves whole files whatever range is asked for. */
    public void ignoreRanges() {
        endpoint.ignoreRanges();
    }

    /** Refuses the key from now on, as for an account that was disabled. */
    public void disableAccount() {
        api.disableAccount();
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.stop();
    }
}
