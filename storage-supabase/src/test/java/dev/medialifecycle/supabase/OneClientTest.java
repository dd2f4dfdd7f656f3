package dev.medialifecycle.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.blob.BlobLocation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A provider has one client, whose connections are used again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OneClientTest {
    @Test
    void a_thousand_calls_take_no_more_than_two_connections() throws Exception {
        Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            byte[] body = Bench.bytes("{\"name\":\"a\",\"size\":1}");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            SupabaseStorage storage = SupabaseStorage.at(
                            "supabase",
                            URI.create("http://localhost:" + server.getAddress().getPort()))
                    .serviceKey("sb_secret_abc")
                    .bucket("inputs")
                    .open();
            for (int call = 0; call < 1000; call++) {
                assertThat(storage.stat(new BlobLocation("supabase", "inputs", "a")))
                        .isPresent();
            }
        } finally {
            server.stop(0);
        }
        assertThat(connections).hasSizeLessThanOrEqualTo(2);
    }
}
