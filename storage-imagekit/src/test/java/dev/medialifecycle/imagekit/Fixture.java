package dev.medialifecycle.imagekit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.imagekit.FakeImageKit;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An account with a folder {@code /media}, a provider on it, and time that only tests move. */
final class Fixture implements AfterEachCallback {
    final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    final FakeImageKit imagekit = FakeImageKit.start(clock);
    final ImageKitStorage storage = builder().open();

    Fixture() {
        imagekit.createFolder("/media");
    }

    ImageKitStorageBuilder builder() {
        VirtualTime time = new VirtualTime(clock);
        return ImageKitStorage.at("imagekit", imagekit.urlEndpoint())
                .service(imagekit.apiBase(), imagekit.uploadBase())
                .privateKey(imagekit.privateKey())
                .bucket("media")
                .clock(clock)
                .waiting(time, time);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        imagekit.close();
    }

    static BlobLocation at(String key) {
        return new BlobLocation("imagekit", "media", key);
    }

    /** Puts a file there behind the provider's back. */
    MediaFile add(String key) {
        return imagekit.add("/media/" + key, bytes("x"));
    }

    StoredBlob put(String key) {
        return storage.put(request(key, "x"));
    }

    static PutRequest request(String key, String text) {
        byte[] bytes = bytes(text);
        BlobSource source = new BlobSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
        return new PutRequest(at(key), source, "application/octet-stream");
    }

    /** A blob as the library knows it that stored it long ago. */
    static StoredBlob blob(String key, @Nullable String handle) {
        return new StoredBlob(at(key), handle, "application/octet-stream", 1, null);
    }

    Deletion delete(StoredBlob blob) {
        return storage.delete(List.of(blob)).get(0);
    }

    int count(ImageKitOperation operation) {
        return imagekit.received(operation).size();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static MediaLifecycleException failureOf(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(MediaLifecycleException.class, call), "a failure");
    }

    /** Each line that was logged about this text. */
    static List<String> logged(String text) {
        try {
            return Files.readAllLines(Path.of("target/log.txt")).stream()
                    .filter(line -> line.contains(text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
