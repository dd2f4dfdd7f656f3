package dev.medialifecycle.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider with every capability and no flaw: what memory lacks is added, with a server that takes signed puts. */
final class HonestStorage extends ForwardingStorage {
    /** A put that has begun. */
    record Half(String bucket, Instant began) {}

    private record Leave(HonestStorage storage, BlobLocation location, String type, long size) {}

    private static final Map<String, Leave> LEAVES = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = serve();
    private static final UrlBase BASE =
            UrlBase.of("http://localhost:" + SERVER.getAddress().getPort() + "/files");

    final List<Half> halves = new CopyOnWriteArrayList<>();

    HonestStorage(StorageProvider memory) {
        super(memory);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public SignedPut signedPut(BlobLocation location, String contentType, long size, Duration lifetime) {
        if (!location.provider().equals(name())) {
            throw StorageFailure.otherProvider(name(), location);
        }
        if (lifetime.isZero()) {
            throw new IllegalArgumentException("no time");
        }
        String token = UUID.randomUUID().toString();
        LEAVES.put(token, new Leave(this, location, contentType, size));
        URI url = URI.create(BASE.resolve(location.bucket() + "/" + location.key()) + "?token=" + token);
        return new SignedPut(url, "PUT", Map.of("Content-Type", contentType));
    }

    @Override
    public int abortUnfinished(String bucket, Instant before) {
        if (!buckets().contains(bucket)) {
            throw StorageFailure.bucketNotFound(name(), bucket);
        }
        int all = halves.size();
        halves.removeIf(half -> half.bucket().equals(bucket) && half.began().isBefore(before));
        return all - halves.size();
    }

    @Override
    public List<Finding> diagnose() {
        return List.of(Finding.ok(name() + ":media", "it is in memory"));
    }

    @Override
    public Located locate(String url) {
        Located located = BASE.locate(url, name(), buckets());
        return located instanceof Located.Foreign ? honest.locate(url) : located;
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/files", HonestStorage::take);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(statusOf(exchange), -1);
        }
    }

    private static int statusOf(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Leave leave = LEAVES.get(exchange.getRequestURI().getRawQuery().replace("token=", ""));
        String url = BASE.origin() + exchange.getRequestURI();
        boolean isMeant = BASE.locate(url, "memory", Set.of("media")) instanceof Located.Owned owned
                && owned.location().equals(leave.location());
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!isMeant || bytes.length != leave.size() || !leave.type().equals(type)) {
            return 403;
        }
        try {
            StoredBlob unused =
                    leave.storage().honest.put(new PutRequest(leave.location(), TestSource.of(bytes), leave.type()));
            return 201;
        } catch (MediaLifecycleException taken) {
            return 409;
        }
    }
}
