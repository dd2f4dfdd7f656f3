package dev.medialifecycle.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.local.Authorization;
import dev.medialifecycle.local.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;

/** The server of a host that keeps its blobs on a disk: answers signed URLs, and lets a browser store by a signed put. */
final class LocalHost implements AutoCloseable {
    private final HttpServer server;
    private LocalStorage storage;

    LocalHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/files", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/files");
    }

    LocalStorage serve(LocalStorage served) {
        storage = served;
        return served;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("PUT")) {
                exchange.sendResponseHeaders(put(exchange), -1);
            } else {
                get(exchange);
            }
        } catch (MediaLifecycleException e) {
            exchange.sendResponseHeaders(e.kind() == ErrorKind.NOT_FOUND ? 404 : 500, -1);
        }
    }

    private int put(HttpExchange exchange) {
        String type = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
        String length = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Length"), "-1");
        String target = exchange.getRequestURI().toString();
        Authorization answer = storage.authorizePut(target, type, Long.parseLong(length));
        if (!(answer instanceof Authorization.Granted granted)) {
            return 403;
        }
        try {
            BlobSource body = bodyOf(exchange, Long.parseLong(length));
            return storage.put(new PutRequest(granted.location(), body, type)) == null ? 500 : 201;
        } catch (MediaLifecycleException e) {
            return e.kind() == ErrorKind.CONFLICT ? 409 : 400;
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        if (!(storage.authorize(exchange.getRequestURI().toString()) instanceof Authorization.Granted granted)) {
            exchange.sendResponseHeaders(403, -1);
            return;
        }
        BlobLocation location = granted.location();
        try (InputStream bytes = storage.open(location, ByteRange.all())) {
            exchange.getResponseHeaders()
                    .set("Content-Type", storage.stat(location).orElseThrow().contentType());
            exchange.sendResponseHeaders(200, 0);
            bytes.transferTo(exchange.getResponseBody());
        }
    }

    private static BlobSource bodyOf(HttpExchange exchange, long length) {
        return new BlobSource() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public InputStream open() {
                return exchange.getRequestBody();
            }
        };
    }
}
