package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.testkit.FaultyStorage.Call;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FaultTest {
    private final MemoryStorage memory =
            new MemoryStorage("memory", Set.of("media"), ManualClock.at("2026-11-01T00:00:00Z"));
    private final FaultyStorage storage = new FaultyStorage(memory);

    @Test
    void before_does_nothing_and_throws() {
        storage.onCall(1, Operation.PUT, new Fault.Before(ErrorKind.UNAVAILABLE));

        assertThat(kindOf(() -> put("a"))).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(memory.stat(at("a"))).isEmpty();
    }

    @Test
    void after_does_it_and_throws() {
        storage.onCall(1, Operation.PUT, new Fault.After(ErrorKind.OUTCOME_UNKNOWN));

        assertThat(kindOf(() -> put("a"))).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        assertThat(memory.stat(at("a"))).isPresent();
    }

    @Test
    void happens_to_the_scripted_call_only() {
        put("first");
        storage.onCall(2, Operation.PUT, new Fault.Before(ErrorKind.THROTTLED));

        put("second");
        assertThat(kindOf(() -> put("third"))).isEqualTo(ErrorKind.THROTTLED);
        put("fourth");

        assertThat(storage.calls(Operation.PUT)).isEqualTo(4);
    }

    @Test
    void happens_to_every_call_until_healed() {
        storage.onEveryCall(Operation.STAT, new Fault.Before(ErrorKind.DENIED));

        assertThat(kindOf(() -> storage.stat(at("a")))).isEqualTo(ErrorKind.DENIED);
        assertThat(kindOf(() -> storage.stat(at("a")))).isEqualTo(ErrorKind.DENIED);
        storage.heal();
        assertThat(storage.stat(at("a"))).isEmpty();
    }

    @Test
    void verdict_answers_without_deleting() {
        StoredBlob blob = put("a");
        storage.onCall(1, Operation.DELETE, new Fault.Verdict(Deletion.Verdict.PROTECTED));

        assertThat(storage.delete(List.of(blob)))
                .extracting(Deletion::verdict)
                .containsExactly(Deletion.Verdict.PROTECTED);
        assertThat(memory.stat(at("a"))).isPresent();
    }

    @Test
    void misreported_deletes_and_denies_it() {
        StoredBlob blob = put("a");
        storage.onCall(1, Operation.DELETE, new Fault.Misreported(ErrorKind.OUTCOME_UNKNOWN));

        assertThat(storage.delete(List.of(blob)))
                .extracting(Deletion::failure)
                .containsExactly(ErrorKind.OUTCOME_UNKNOWN);
        assertThat(memory.stat(at("a"))).isEmpty();
    }

    @Test
    void half_page_passes_half_off_as_the_whole() {
        put("a");
        put("b");
        storage.onCall(1, Operation.LIST, new Fault.HalfPage());

        BlobPage page = storage.list("media", "", null);

        assertThat(page.blobs()).extracting(StoredBlob::location).containsExactly(at("a"));
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void broken_stream_throws_half_way() throws IOException {
        put("a");
        storage.onCall(1, Operation.OPEN, new Fault.BrokenStream());

        try (InputStream bytes = storage.open(at("a"), ByteRange.all())) {
            assertThat(bytes.readNBytes(2)).hasSize(2);
            assertThatThrownBy(bytes::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void short_stream_ends_half_way() throws IOException {
        put("a");
        storage.onCall(1, Operation.OPEN, new Fault.ShortStream());

        try (InputStream bytes = storage.open(at("a"), ByteRange.all())) {
            assertThat(bytes.readAllBytes()).hasSize(2);
        }
    }

    @Test
    void meanwhile_lets_something_happen_first() {
        StoredBlob blob = put("a");
        storage.onCall(1, Operation.STAT, new Fault.Meanwhile(() -> memory.delete(List.of(blob))));

        assertThat(storage.stat(at("a"))).isEmpty();
    }

    @Test
    void refuses_a_fault_that_cannot_happen_to_the_operation() {
        assertThatThrownBy(() -> storage.onCall(1, Operation.PUT, new Fault.HalfPage()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void journal_tells_the_calls_in_order() {
        StoredBlob blob = put("a");
        storage.delete(List.of(blob));

        assertThat(storage.journal())
                .containsExactly(
                        new Call(Operation.PUT, List.of("memory:media/a")),
                        new Call(Operation.DELETE, List.of("memory:media/a")));
    }

    private StoredBlob put(String key) {
        return storage.put(new PutRequest(at(key), TestSource.of(SeededRandom.utf8("four")), "text/plain"));
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("memory", "media", key);
    }

    private static ErrorKind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(MediaLifecycleException.class, call).kind();
    }
}
