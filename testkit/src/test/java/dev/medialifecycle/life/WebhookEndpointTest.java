package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.httpserver.WebhookEndpoint;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.testkit.WebhookSigner;
import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks over real HTTP, and bodies that nobody needs to read. */
class WebhookEndpointTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final World world = new World(builder -> builder.vendor(Replicate.vendor(SECRET)));
    private HttpServer server;
    private URI base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhooks/", new WebhookEndpoint(world.media::receive));
        server.start();
        base = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_genuine_webhook_is_applied_and_answered() throws Exception {
        String id = world.running(Set.of(), "p1").id().toString();

        HttpResponse<String> answer = send(
                request("/webhooks/acme", "p1 processing").header("Id", "d1").header("Signature", "genuine"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"processed\":true,\"jobId\":\"" + id + "\",\"status\":\"processing\"}");
    }

    @Test
    void raw_bytes_are_verified_whatever_characters_they_hold() throws Exception {
        byte[] body =
                "{ \"id\" : \"p\u00e4\ud83d\ude00\",\n\"status\":\"processing\" }".getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/webhooks/replicate")).POST(BodyPublishers.ofByteArray(body));
        WebhookSigner.replicate(SECRET)
                .headers("msg_1", world.clock.instant(), body)
                .forEach((name, values) -> request.header(name, values.get(0)));

        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"processed\":false,\"reason\":\"Job not found\"}");
    }

    @Test
    void a_forgery_is_refused_without_a_reason() throws Exception {
        world.running(Set.of(), "p1");

        HttpResponse<String> answer = send(request("/webhooks/acme", "p1 failed"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"processed\":false,\"reason\":\"Invalid signature\"}");
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);
    }

    @Test
    void other_methods_and_other_paths_are_refused() throws Exception {
        assertThat(send(HttpRequest.newBuilder(base.resolve("/webhooks/acme")).GET())
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(request("/webhooks/stranger", "x")).statusCode()).isEqualTo(404);
        assertThat(send(request("/webhooks/", "x")).statusCode()).isEqualTo(404);
        assertThat(send(request("/webhooks/acme/token/more", "x")).statusCode()).isEqualTo(404);
    }

    @Test
    void a_body_that_is_announced_too_large_is_refused_before_it_is_sent() throws Exception {
        String head =
                "POST /webhooks/acme HTTP/1.1\r\nHost: localhost\r\nSignature: genuine\r\nContent-Length: 20971520\r\n\r\n";
        try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            sender.setSoTimeout(30_000);
            sender.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            byte[] answer = sender.getInputStream().readNBytes("HTTP/1.1 413".length());

            assertThat(answer).asString().isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void what_its_headers_give_away_is_refused_before_a_byte_is_read() {
        Body body = new Body(100);

        assertThat(world.media
                        .receive(new WebhookRequest("replicate", Map.of(), body))
                        .outcome())
                .isEqualTo(WebhookOutcome.REFUSED);
        assertThat(world.media
                        .receive(new WebhookRequest("stranger", Map.of(), body))
                        .outcome())
                .isEqualTo(WebhookOutcome.UNKNOWN_VENDOR);
        assertThat(world.media
                        .receive(new WebhookRequest(
                                "acme",
                                Map.of("Content-Length", List.of("1048577"), "Signature", List.of("genuine")),
                                body))
                        .outcome())
                .isEqualTo(WebhookOutcome.TOO_LARGE);
        assertThat(body.read).isZero();
    }

    @Test
    void a_body_of_unknown_length_is_read_to_one_byte_behind_the_limit() {
        Body body = new Body(20 << 20);

        WebhookOutcome outcome = world.media
                .receive(new WebhookRequest("acme", Map.of("Signature", List.of("genuine")), body))
                .outcome();

        assertThat(outcome).isEqualTo(WebhookOutcome.TOO_LARGE);
        assertThat(body.read).isEqualTo((1 << 20) + 1);
    }

    @Test
    void a_body_that_comes_drop_by_drop_or_breaks_off_is_not_waited_for() {
        InputStream drops = new InputStream() {
            @Override
            public int read() {
                world.clock.advance(Duration.ofSeconds(2));
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                bytes[from] = (byte) read();
                return 1;
            }
        };
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        for (InputStream body : List.of(drops, broken)) {
            assertThat(world.media
                            .receive(new WebhookRequest("acme", Map.of("Signature", List.of("genuine")), body))
                            .httpStatus())
                    .isEqualTo(503);
        }
    }

    /** Zeros, and a count of those that were read. */
    private static final class Body extends InputStream {
        private final int size;
        private int read;

        Body(int size) {
            this.size = size;
        }

        @Override
        public int read() {
            return read < size ? count(1) : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int now = Math.min(length, size - read);
            return now <= 0 ? -1 : count(now);
        }

        private int count(int bytes) {
            read += bytes;
            return bytes;
        }
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }
}
