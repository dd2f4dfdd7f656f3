package dev.medialifecycle.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.httpserver.WebhookEndpoint;
import dev.medialifecycle.local.Authorization;
import dev.medialifecycle.local.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The host's HTTP server: files by public or signed URL, and the webhook route, which hands over raw bytes. */
final class Door implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final LocalStorage disk;

    Door(int port, LocalStorage disk) throws IOException {
        this.disk = disk;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/files/", this::file);
    }

    void open(MediaLifecycle media) {
        server.createContext("/webhooks/", new WebhookEndpoint(media::receive));
        server.start();
    }

    URI webhooks() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/webhooks/replicate");
    }

    private void file(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<StoredBlob> blob =
                    readable(exchange.getRequestURI().toString()).flatMap(disk::stat);
            if (blob.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", blob.get().contentType());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(200, blob.get().size());
            try (InputStream bytes = disk.open(blob.get().location(), ByteRange.all())) {
                bytes.transferTo(exchange.getResponseBody());
            }
        }
    }

    /** Anything in {@code media}; in {@code inputs} only what a signature allows. */
    private Optional<BlobLocation> readable(String target) {
        if (disk.authorize(target) instanceof Authorization.Granted granted) {
            return Optional.of(granted.location());
        }
        String url = "http://localhost:" + server.getAddress().getPort() + target;
        return disk.locate(url) instanceof Located.Owned owned
                        && owned.location().bucket().equals("media")
                ? Optional.of(owned.location())
                : Optional.empty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
