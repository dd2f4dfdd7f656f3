package dev.medialifecycle.testkit.imagekit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.medialifecycle.blob.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where files are served from, behind a cache that knows nothing of deletes. */
final class UrlEndpoint {
    /** The ImageKit id, which is the first segment of every URL. */
    static final String PATH = "/fake";

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

    private record Served(byte[] bytes, String mime) {}

    private final Map<String, Served> cache = new ConcurrentHashMap<>();
    private final MediaLibrary library;
    private final String privateKey;
    private final Clock clock;
    private volatile boolean restrictsUnsigned;
    private volatile boolean knowsRanges = true;

    UrlEndpoint(MediaLibrary library, String privateKey, Clock clock) {
        this.library = library;
        this.privateKey = privateKey;
        this.clock = clock;
    }

    void restrictUnsigned() {
        restrictsUnsigned = true;
    }

    void ignoreRanges() {
        knowsRanges = false;
    }

    /** Forgets the URL with this target, or all that start with it if it ends with an asterisk. */
    void purge(String target) {
        if (target.endsWith("*")) {
            String start = target.substring(0, target.length() - 1);
            cache.keySet().removeIf(cached -> cached.startsWith(start));
        } else {
            cache.remove(target);
        }
    }

    ResponseDefinitionBuilder answer(String target, @Nullable String range) {
        Served served = cache.get(target);
        if (served == null) {
            served = serve(target);
            cache.put(target, served);
        }
        return whole(served, range);
    }

    private Served serve(String target) {
        SignedTarget signed = SignedTarget.of(target.substring(PATH.length() + 1));
        boolean isSigned = signed.signature() != null;
        if (isSigned && !signed.isGenuine(privateKey, clock.instant())) {
            throw ApiRefusal.of(401, "The signature is wrong or has expired.");
        }
        if (!isSigned && restrictsUnsigned) {
            throw ApiRefusal.of(401, "Unsigned URLs are restricted.");
        }
        String path = signed.path();
        String transformation = signed.parameter("tr");
        if (path.startsWith("tr:")) {
            int slash = path.indexOf('/');
            transformation = path.substring("tr:".length(), slash < 0 ? path.length() : slash);
            path = slash < 0 ? "" : path.substring(slash + 1);
        }
        String decoded = PercentEncoding.decode("/" + path).orElseThrow(UrlEndpoint::notFound);
        Optional<Served> derived = derived(decoded);
        if (derived.isPresent()) {
            return derived.get();
        }
        StoredFile file = library.at(decoded).orElseThrow(UrlEndpoint::notFound);
        if (file.isPrivate() && !isSigned && (transformation == null || !transformation.startsWith("n-"))) {
            throw ApiRefusal.of(401, "The file is private.");
        }
        return new Served(rendered(file, transformation), file.mime());
    }

    private Optional<Served> derived(String path) {
        int slash = path.lastIndexOf('/');
        if (library.at(path).isPresent() || !path.startsWith("ik-", slash + 1)) {
            return Optional.empty();
        }
        return library.at(path.substring(0, slash))
                .map(source -> new Served(marked("derived from", source.bytes()), "image/jpeg"));
    }

    private static byte[] rendered(StoredFile file, @Nullable String transformation) {
        if (transformation != null && !transformation.equals("orig-true")) {
            return marked("transformed", file.bytes());
        }
        // Images are optimised unless the original is asked for, so their bytes are not those that were uploaded.
        return file.isImage() && transformation == null ? marked("optimised", file.bytes()) : file.bytes();
    }

    private static byte[] marked(String how, byte[] bytes) {
        byte[] head = (how + " ").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    private ResponseDefinitionBuilder whole(Served served, @Nullable String range) {
        Matcher wanted = RANGE.matcher(range == null || !knowsRanges ? "" : range);
        int size = served.bytes().length;
        if (!wanted.matches()) {
            return answer(200, served, 0, size);
        }
        long from = Long.parseLong(wanted.group(1));
        long to = wanted.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(wanted.group(2)) + 1);
        if (from >= size || from >= to) {
            return WireMock.aResponse().withStatus(416).withHeader("Content-Range", "bytes */" + size);
        }
        return answer(206, served, (int) from, (int) to)
                .withHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
    }

    private static ResponseDefinitionBuilder answer(int status, Served served, int from, int to) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", served.mime())
                .withHeader("Content-Length", Integer.toString(to - from))
                .withBody(Arrays.copyOfRange(served.bytes(), from, to));
    }

    private static ApiRefusal notFound() {
        return ApiRefusal.of(404, "Not found");
    }
}
