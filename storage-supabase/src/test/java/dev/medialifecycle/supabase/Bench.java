package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.TestSource;
import dev.medialifecycle.testkit.supabase.FakeSupabase;
import dev.medialifecycle.testkit.supabase.SupabaseRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A fake with a private and a public bucket, and a provider that uses both. */
final class Bench implements AutoCloseable {
    static final String PRIVATE = "inputs";
    static final String PUBLIC = "images";

    final ManualClock clock = ManualClock.at("2026-11-01T00:00:00Z");
    final FakeSupabase supabase;
    final SupabaseStorage storage;

    private Bench(FakeSupabase.Kind kind, UnaryOperator<SupabaseStorageBuilder> with) {
        supabase = FakeSupabase.start(kind, clock).bucket(PRIVATE).publicBucket(PUBLIC);
        storage = open(with);
    }

    static Bench hosted() {
        return hosted(builder -> builder);
    }

    static Bench hosted(UnaryOperator<SupabaseStorageBuilder> with) {
        return new Bench(FakeSupabase.Kind.HOSTED, with);
    }

    static Bench bare(UnaryOperator<SupabaseStorageBuilder> with) {
        return new Bench(FakeSupabase.Kind.BARE, with);
    }

    /** Another provider for the same project. */
    SupabaseStorage open(UnaryOperator<SupabaseStorageBuilder> with) {
        return with.apply(SupabaseStorage.at("supabase", supabase.url())
                        .serviceKey(supabase.serviceKey())
                        .bucket(PRIVATE)
                        .publicBucket(PUBLIC)
                        .timeout(Duration.ofSeconds(20))
                        .clock(clock))
                .open();
    }

    static BlobLocation at(String key) {
        return new BlobLocation("supabase", PRIVATE, key);
    }

    static BlobLocation publicly(String key) {
        return new BlobLocation("supabase", PUBLIC, key);
    }

    StoredBlob put(BlobLocation location) {
        return storage.put(new PutRequest(location, TestSource.of(bytes("x")), "image/png"));
    }

    /** Puts them there past the provider, and forgets that. */
    void have(String... keys) {
        Arrays.stream(keys).forEach(key -> supabase.put(PRIVATE, key, bytes("x"), "image/png"));
    }

    List<Deletion> delete(String... keys) {
        return storage.delete(unseen(List.of(keys)));
    }

    Deletion deleteOne(String key) {
        return delete(key).get(0);
    }

    static List<StoredBlob> unseen(List<String> keys) {
        return keys.stream()
                .map(key -> new StoredBlob(at(key), null, "image/png", 0, null))
                .toList();
    }

    /** Method and path of every request so far. */
    List<String> lines() {
        return supabase.received().stream().map(SupabaseRequest::line).toList();
    }

    static MediaLifecycleException failure(ThrowingCallable call) {
        MediaLifecycleException failure = Assertions.catchThrowableOfType(MediaLifecycleException.class, call);
        Assertions.assertThat(failure).as("a MediaLifecycleException").isNotNull();
        return failure;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        storage.close();
        supabase.close();
    }
}
