package dev.medialifecycle.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The real library behind a real webhook route. */
final class LibraryHost implements AutoCloseable {
    final MediaLifecycle media;
    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final Vendor vendor;
    private final HttpServer server;

    LibraryHost(Vendor vendor, ManualClock clock) throws IOException {
        this.vendor = vendor;
        media = MediaLifecycle.builder()
                .storage(new MemoryStorage("store", Set.of("media"), clock))
                .repository(repository)
                .uploads(
                        AssetRole.OUTPUT, UploadPolicy.images("store", "media", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                .vendor(vendor)
                .noReferences()
                .fetch(FetchPolicy.usual().allowingLoopback())
                .spool(Path.of("target", "spool"))
                .clock(clock)
                .build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
    }

    URI hook() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    /** A job that runs under this id at the vendor. */
    Job running(String vendorJobId) {
        Job job = media.openJob("user-1", vendor.name(), Set.of());
        return media.jobStarted(job.id(), new VendorJobId(vendor.name(), vendorJobId));
    }

    Job job(String vendorJobId) {
        return media.job(new VendorJobId(vendor.name(), vendorJobId)).orElseThrow();
    }

    /** The body of every delivery that was stored, as text. */
    List<String> stored() {
        return repository.inNewTransaction(tx -> Stream.of(DeliveryState.values())
                .flatMap(state -> tx.deliveries().in(state, 100).stream())
                .map(delivery -> new String(delivery.body(), StandardCharsets.UTF_8))
                .toList());
    }

    void runDue() {
        media.runDue(1_000);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        WebhookReply reply = media.receive(new WebhookDelivery(vendor.name(), exchange.getRequestHeaders(), body));
        byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.httpStatus(), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
