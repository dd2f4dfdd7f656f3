package dev.medialifecycle.internal.check;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.BlobEraser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One small picture on its way through a bucket: written, looked at, read, listed, named by URLs, deleted, looked for again.
 * Each step is a finding, and a step that fails stops only those that need it.
 */
final class RoundTrip {
    /** A picture, because a bucket may accept nothing else; one transparent pixel. */
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static final String TYPE = "image/png";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** What Amazon's signatures bear is 15 minutes; what minimum ages bear is far more. */
    private static final Duration BAD_SKEW = Duration.ofMinutes(10);

    private static final Duration SKEW = Duration.ofMinutes(1);

    private final StorageProvider provider;
    private final BlobLocation location;
    private final BlobEraser eraser;
    private final Supplier<Instant> now;
    private final List<Finding> findings = new ArrayList<>();

    RoundTrip(StorageProvider provider, BlobLocation location, BlobEraser eraser, Supplier<Instant> now) {
        this.eraser = eraser;
        this.provider = provider;
        this.location = location;
        this.now = now;
    }

    List<Finding> run() {
        Instant before = now.get();
        StoredBlob stored = write();
        if (stored != null) {
            step("look", () -> look(stored));
            step("clock", () -> clock(before, stored));
            step("read", this::read);
            ifDeclared(Capability.LIST, "list", this::list);
            ifDeclared(Capability.CREATE_ONLY_PUT, "create only", this::writeAgain);
            ifDeclared(Capability.SIGNED_URL, "signed URL", () -> names(provider.signedUrl(location, LIFETIME)));
        }
        ifDeclared(Capability.PUBLIC_URL, "public URL", this::publicUrl);
        if (stored != null) {
            step("delete", () -> delete(stored));
        }
        return findings;
    }

    private @Nullable StoredBlob write() {
        try {
            StoredBlob stored = provider.put(new PutRequest(location, new Pixel(), TYPE));
            findings.add(Finding.ok(subject("write"), "stored " + PIXEL.length + " bytes"));
            return stored;
        } catch (RuntimeException e) {
            findings.add(failed("write", e));
            return null;
        }
    }

    private Finding look(StoredBlob stored) {
        Optional<StoredBlob> found = provider.stat(location);
        if (found.isEmpty() || found.get().size() != PIXEL.length) {
            return lie("look", "a blob just stored is " + (found.isEmpty() ? "not there" : "of another size"));
        }
        return Objects.equals(stored.handle(), found.get().handle())
                ? Finding.ok(subject("look"), "it is there, with its size")
                : lie("look", "the service's own id of a blob changed by itself");
    }

    /** The service dated the blob between {@code before} and now, if the clocks agree. */
    private Finding clock(Instant before, StoredBlob stored) {
        Instant modifiedAt = provider.stat(location).map(StoredBlob::modifiedAt).orElse(stored.modifiedAt());
        if (modifiedAt == null) {
            return Finding.skipped(subject("clock"), "the service does not date blobs");
        }
        Duration behind = Duration.between(modifiedAt, before);
        Duration ahead = Duration.between(now.get(), modifiedAt);
        Duration skew = behind.compareTo(ahead) > 0 ? behind : ahead;
        if (skew.compareTo(SKEW) <= 0) {
            return Finding.ok(subject("clock"), "the service's clock agrees with this one");
        }
        String text = "the service's clock differs from this one by " + skew.toSeconds() + " s";
        String next = "synchronise this machine's clock; signatures and minimum ages depend on it";
        return skew.compareTo(BAD_SKEW) > 0
                ? Finding.failed(subject("clock"), ErrorCode.CLOCK_SKEW, text, next)
                : Finding.warning(subject("clock"), ErrorCode.CLOCK_SKEW, text, next);
    }

    private Finding read() {
        try (InputStream bytes = provider.open(location, ByteRange.all());
                InputStream end = provider.open(location, ByteRange.from(PIXEL.length - 4L))) {
            boolean isWhole = Arrays.equals(PIXEL, bytes.readAllBytes());
            boolean isRange = Arrays.equals(PIXEL, PIXEL.length - 4, PIXEL.length, end.readAllBytes(), 0, 4);
            return isWhole && isRange
                    ? Finding.ok(subject("read"), "the same bytes came back, and part of them alone")
                    : lie("read", isWhole ? "a range gave other bytes" : "other bytes came back than were stored");
        } catch (IOException e) {
            return Finding.failed(subject("read"), ErrorCode.STORAGE_UNAVAILABLE, "the bytes broke off", "try again");
        }
    }

    private Finding list() {
        String token = null;
        do {
            BlobPage page = provider.list(location.bucket(), location.key(), token);
            if (page.blobs().stream().anyMatch(blob -> blob.location().equals(location))) {
                return Finding.ok(subject("list"), "the listing shows it");
            }
            token = page.nextToken();
        } while (token != null);
        return lie("list", "the listing does not show a blob that is there");
    }

    private Finding writeAgain() {
        try {
            provider.put(new PutRequest(location, new Pixel(), TYPE));
            return lie("create only", "a put to a taken key went through");
        } catch (MediaLifecycleException e) {
            return e.code() == ErrorCode.KEY_TAKEN
                    ? Finding.ok(subject("create only"), "a put to a taken key is refused")
                    : failed("create only", e);
        }
    }

    private Finding delete(StoredBlob stored) {
        Deletion deletion = eraser.takeBack(stored);
        if (!deletion.verdict().isSuccess()) {
            ErrorCode code = deletion.code() == null ? ErrorCode.DELETE_FAILED : deletion.code();
            return Finding.failed(
                    subject("delete"),
                    code,
                    deletion.verdict() + " " + location + ": " + deletion.reason(),
                    "mend it and look again; this small blob stays until a sweep takes it");
        }
        if (provider.stat(location).isPresent()) {
            return Finding.failed(
                    subject("delete"),
                    ErrorCode.NOT_GONE,
                    "the store said " + deletion.verdict() + ", and " + location + " is still there",
                    "find out what answers in the store's place");
        }
        String traces = deletion.traces().isEmpty() ? "" : "; it leaves " + deletion.traces();
        return Finding.ok(subject("delete"), "it is gone" + traces);
    }

    /** A provider may have public buckets beside others. */
    private Finding publicUrl() {
        try {
            return names(provider.publicUrl(location));
        } catch (MediaLifecycleException e) {
            if (e.kind() != ErrorKind.UNSUPPORTED) {
                throw e;
            }
            return Finding.skipped(subject("public URL"), "blobs of this bucket have none");
        }
    }

    private Finding names(URI url) {
        Located located = provider.locate(url.toString());
        return located instanceof Located.Owned owned && owned.location().equals(location)
                ? Finding.ok(subject("URL"), "leads back to its blob, on host " + url.getHost())
                : lie("URL", "a URL on host " + url.getHost() + " does not lead back to its blob");
    }

    private void ifDeclared(Capability capability, String name, Supplier<Finding> work) {
        if (provider.capabilities().contains(capability)) {
            step(name, work);
        }
    }

    private void step(String name, Supplier<Finding> work) {
        try {
            Finding found = work.get();
            findings.add(new Finding(subject(name), found.status(), found.code(), found.text(), found.next()));
        } catch (RuntimeException e) {
            findings.add(failed(name, e));
        }
    }

    private Finding failed(String name, RuntimeException e) {
        return Findings.of(subject(name), e, ErrorCode.STORAGE_UNAVAILABLE);
    }

    private Finding lie(String name, String text) {
        return Finding.failed(
                subject(name),
                ErrorCode.STORAGE_LIES,
                text,
                "do not use this store before it is known why; its answers cannot be relied on");
    }

    private String subject(String step) {
        return provider.name() + ":" + location.bucket() + " " + step;
    }

    private static final class Pixel implements BlobSource {
        @Override
        public long size() {
            return PIXEL.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(PIXEL);
        }
    }
}
