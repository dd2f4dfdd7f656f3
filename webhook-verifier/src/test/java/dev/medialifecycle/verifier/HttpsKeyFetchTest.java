package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpsKeyFetchTest {
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/good", e -> answer(e, 200, Keys.set(Keys.ED25519)));
        server.createContext("/redirect", e -> {
            e.getResponseHeaders().add("Location", "/elsewhere");
            answer(e, 302, new byte[0]);
        });
        server.createContext("/elsewhere", e -> {
            elsewhere.incrementAndGet();
            answer(e, 200, Keys.set(Keys.ED25519));
        });
        server.createContext("/error", e -> answer(e, 500, Keys.set(Keys.ED25519)));
        server.createContext("/exact", e -> answer(e, 200, new byte[64 << 10]));
        server.createContext("/large", e -> answer(e, 200, new byte[(64 << 10) + 1]));
        server.createContext("/silent", e -> {});
        server.createContext("/trickle", HttpsKeyFetchTest::trickle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void brings_what_is_there() {
        assertThat(fetched("/good")).isEqualTo(Keys.set(Keys.ED25519));
        assertThat(fetched("/exact")).hasSize(64 << 10);
    }

    @Test
    void follows_no_redirect() {
        assertThatThrownBy(() -> fetched("/redirect")).hasMessageContaining("302");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void fails_for_errors_and_for_more_than_64_kilobytes() {
        assertThatThrownBy(() -> fetched("/error")).hasMessageContaining("500");
        assertThatThrownBy(() -> fetched("/large")).hasMessageContaining("65536");
    }

    @Test
    @Timeout(60)
    void gives_up_on_silence_and_on_a_trickle() {
        assertThatThrownBy(() -> fetched("/silent")).hasStackTraceContaining("Timeout");
        assertThatThrownBy(() -> fetched("/trickle")).hasStackTraceContaining("Timeout");
    }

    private byte[] fetched(String path) {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        Duration timeout = path.startsWith("/silent") || path.startsWith("/trickle")
                ? Duration.ofSeconds(1)
                : Duration.ofSeconds(60);
        return HttpsKeyFetch.fromAnywhere(address, timeout)
                .fetch()
                .toCompletableFuture()
                .join();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The head of an answer and one byte, and then nothing. */
    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
    }
}
