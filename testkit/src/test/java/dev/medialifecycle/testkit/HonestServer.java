package dev.medialifecycle.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers at signed URLs, for as long as the tests run. */
final class HonestServer {
    /** What somebody may do with one blob: store one of this size and type, or read it if there is no type. */
    private record Leave(StorageProvider storage, BlobLocation location, String type, long size) {}

    private static final Map<String, Leave> LEAVES = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = serve();
    private static final UrlBase BASE =
            UrlBase.of("http://localhost:" + SERVER.getAddress().getPort() + "/files");

    private HonestServer() {}

    static URI toRead(StorageProvider storage, BlobLocation location) {
        return url(new Leave(storage, location, "", -1));
    }

    static URI toStore(StorageProvider storage, BlobLocation location, String type, long size) {
        return url(new Leave(storage, location, type, size));
    }

    static Located locate(StorageProvider storage, String url) {
        return BASE.locate(url, storage.name(), storage.buckets());
    }

    private static URI url(Leave leave) {
        String token = UUID.randomUUID().toString();
        LEAVES.put(token, leave);
        BlobLocation location = leave.location();
        return URI.create(BASE.resolve(location.bucket() + "/" + location.key())
                + (leave.size() < 0 ? "?token=" : "?put-token=")
                + token);
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/files", HonestServer::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            Leave leave = LEAVES.get(query.substring(query.indexOf('=') + 1));
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            if (leave == null || !isMeant(exchange, leave)) {
                exchange.sendResponseHeaders(403, -1);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                exchange.sendResponseHeaders(put(leave, bytes), -1);
            } else {
                get(exchange, leave);
            }
        }
    }

    private static boolean isMeant(HttpExchange exchange, Leave leave) {
        String url = BASE.origin() + exchange.getRequestURI();
        return locate(leave.storage(), url) instanceof Located.Owned owned
                && owned.location().equals(leave.location())
                && (leave.size() < 0
                        || leave.type().equals(exchange.getRequestHeaders().getFirst("Content-Type")));
    }

    private static int put(Leave leave, byte[] bytes) {
        if (bytes.length != leave.size()) {
            return 400;
        }
        try {
            StoredBlob unused =
                    leave.storage().put(new PutRequest(leave.location(), TestSource.of(bytes), leave.type()));
            return 201;
        } catch (MediaLifecycleException taken) {
            return 409;
        }
    }

    private static void get(HttpExchange exchange, Leave leave) throws IOException {
        StoredBlob blob = leave.storage().stat(leave.location()).orElseThrow();
        try (InputStream bytes = leave.storage().open(leave.location(), ByteRange.all())) {
            exchange.getResponseHeaders().set("Content-Type", blob.contentType());
            exchange.sendResponseHeaders(200, 0);
            bytes.transferTo(exchange.getResponseBody());
        }
    }
}
