package dev.medialifecycle.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A host reduced to its HTTP side: serves one input and verifies webhooks. */
final class FakeHost implements AutoCloseable {
    static final byte[] INPUT = "an input picture".getBytes(StandardCharsets.UTF_8);

    /** A webhook as it arrived. */
    record Arrival(Verdict verdict, String body) {}

    final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final SignatureVerifier verifier;
    private final Clock clock;

    FakeHost(String secret, Clock clock) throws IOException {
        this.verifier = SignatureVerifier.of(Schemes.replicate(), Secret.of(secret));
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/in.png", exchange -> answer(exchange, 200, INPUT));
        server.createContext("/hook", this::receive);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    List<Verdict> verdicts() {
        return arrivals.stream().map(Arrival::verdict).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Headers headers = exchange.getRequestHeaders();
        Verdict verdict = verifier.verify(headers, body, clock.instant());
        arrivals.add(new Arrival(verdict, new String(body, StandardCharsets.UTF_8)));
        boolean verified = verdict instanceof Verdict.Verified;
        byte[] reply = (verified ? "seen" : "Invalid signature").getBytes(StandardCharsets.UTF_8);
        answer(exchange, verified ? 200 : 401, reply);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
