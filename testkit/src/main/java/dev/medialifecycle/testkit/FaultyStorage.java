package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Finding;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wraps any provider, lets a test script what goes wrong with which call, and keeps a journal of all calls. */
public final class FaultyStorage implements StorageProvider {
    /** The calls that can go wrong; {@code locate} is pure and cannot. */
    public enum Operation {
        /** A put. */
        PUT,
        /** A stat. */
        STAT,
        /** An open. */
        OPEN,
        /** A delete of a batch. */
        DELETE,
        /** One page of a listing. */
        LIST,
        /** A public URL. */
        PUBLIC_URL,
        /** A signed URL. */
        SIGNED_URL
    }

    /** One call as it was made, whatever became of it: what it was, and the locations or the prefix it was about. */
    public record Call(Operation operation, List<String> subjects) {}

    private final StorageProvider provider;
    private final FaultScript script = new FaultScript();

    /** Does what the provider does until a fault is scripted. */
    public FaultyStorage(StorageProvider provider) {
        this.provider = provider;
    }

    /** Scripts the fault for the nth call of the operation from now on, counting from 1. */
    public FaultyStorage onCall(int nth, Operation operation, Fault fault) {
        script.onCall(nth, operation, fault);
        return this;
    }

    /** Scripts the fault for every call of the operation that has no other fault, until {@link #heal}. */
    public FaultyStorage onEveryCall(Operation operation, Fault fault) {
        script.onEveryCall(operation, fault);
        return this;
    }

    /** Forgets all faults; the journal stays. */
    public void heal() {
        script.heal();
    }

    /** How often the operation was called. */
    public int calls(Operation operation) {
        return script.calls(operation);
    }

    /** All calls, in the order in which they came. */
    public List<Call> journal() {
        return script.journal();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public Set<String> buckets() {
        return provider.buckets();
    }

    @Override
    public StoredBlob put(PutRequest request) {
        return call(Operation.PUT, List.of(request.location().toString()), () -> provider.put(request));
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        return call(Operation.STAT, List.of(location.toString()), () -> provider.stat(location));
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        Fault fault = script.begin(Operation.OPEN, List.of(location.toString()));
        InputStream bytes = FaultScript.finish(fault, () -> provider.open(location, range));
        return fault instanceof Fault.BrokenStream || fault instanceof Fault.ShortStream
                ? HalfStream.of(bytes, fault)
                : bytes;
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        List<BlobLocation> locations = blobs.stream().map(StoredBlob::location).toList();
        Fault fault = script.begin(
                Operation.DELETE, locations.stream().map(BlobLocation::toString).toList());
        if (fault instanceof Fault.Verdict answer) {
            return locations.stream().map(answer::of).toList();
        }
        List<Deletion> verdicts = FaultScript.finish(fault, () -> provider.delete(blobs));
        return fault instanceof Fault.Misreported lie
                ? locations.stream().map(lie::of).toList()
                : verdicts;
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        Fault fault = script.begin(Operation.LIST, List.of(bucket + "/" + prefix));
        BlobPage page = FaultScript.finish(fault, () -> provider.list(bucket, prefix, token));
        return fault instanceof Fault.HalfPage
                ? new BlobPage(page.blobs().subList(0, page.blobs().size() / 2), null)
                : page;
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        return call(Operation.PUBLIC_URL, List.of(location.toString()), () -> provider.publicUrl(location));
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        return call(Operation.SIGNED_URL, List.of(location.toString()), () -> provider.signedUrl(location, lifetime));
    }

    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        return provider.signedPut(location, contentType, size, lifetime);
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        return provider.abortUnfinished(bucket, before);
    }

    @Override
    public List<Finding> diagnose() {
        return provider.diagnose();
    }

    @Override
    public Located locate(String url) {
        return provider.locate(url);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(provider) ? Optional.of(type.cast(provider)) : provider.unwrap(type);
    }

    @Override
    public void close() {
        provider.close();
    }

    private <T> T call(Operation operation, List<String> subjects, Supplier<T> work) {
        return FaultScript.finish(script.begin(operation, subjects), work);
    }
}
