package dev.medialifecycle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RestClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    private final RestClient client = RestClient.open("tests", Duration.ofSeconds(30), Duration.ofSeconds(30), CLOCK);

    @Test
    void sends_what_it_was_given_and_says_who_it_is() throws Exception {
        try (RawServer server = RawServer.saying(OK)) {
            RestAnswer answer = client.send(RestRequest.changing("blob a", "DELETE", server.url("/a%20b?c=d"))
                    .header("apikey", "k")
                    .json(Json.of(Map.of("keys", List.of("é")))));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isSuccess()).isTrue();
            assertThat(answer.body()).asString().isEqualTo("ok");
            assertThat(utf8(server.heard()))
                    .startsWith("DELETE /a%20b?c=d HTTP/1.1\r\n")
                    .contains("apikey: k\r\n", "User-Agent: tests\r\n", "Content-Type: application/json\r\n")
                    .doesNotContainIgnoringCase("upgrade")
                    .endsWith("{\"keys\":[\"é\"]}");
        }
    }

    @Test
    void sends_a_delete_without_a_body_with_neither_length_nor_type_of_one() throws Exception {
        try (RawServer server = RawServer.saying(OK)) {
            client.send(RestRequest.changing("blob a", "DELETE", server.url("/a")));

            assertThat(server.heard()).doesNotContainIgnoringCase("content-type");
        }
    }

    @Test
    void answers_with_whatever_status_came_and_follows_nobody() throws Exception {
        for (String status : List.of("301 Moved", "400 Bad", "404 Not Found", "500 Broken", "544 Odd")) {
            String answer = "HTTP/1.1 " + status + "\r\nLocation: http://localhost:1/\r\nContent-Length: 2\r\n\r\nno";
            try (RawServer server = RawServer.saying(answer)) {
                RestAnswer got = client.send(reading(server));

                assertThat(got.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                assertThat(got.isSuccess()).isFalse();
                assertThat(got.body()).asString().isEqualTo("no");
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void uses_one_connection_for_many_requests() throws Exception {
        RawServer.Conversation patient = (server, socket) -> {
            while (server.hear(socket)) {
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
            }
        };
        try (RawServer server = RawServer.doing(patient)) {
            for (int request = 0; request < 200; request++) {
                client.send(reading(server));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void knows_that_a_request_did_nothing_if_nobody_could_be_reached() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        for (String host : List.of("localhost:" + port, "no-such-host.invalid")) {
            URI url = URI.create("http://" + host + "/secret?token=abc");

            assertThat(failure(RestRequest.changing("blob a", "POST", url)))
                    .extracting(MediaLifecycleException::kind)
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void knows_that_a_request_did_nothing_if_the_handshake_broke_off() throws Exception {
        RawServer.Conversation rude =
                (server, socket) -> socket.getInputStream().read(new byte[1000]);
        try (RawServer server = RawServer.doing(rude)) {
            URI url = URI.create(server.url("/").toString().replace("http:", "https:"));

            assertThat(failure(RestRequest.changing("blob a", "POST", url)).kind())
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void does_not_know_what_became_of_a_change_whose_answer_was_lost() throws Exception {
        for (String answer : List.of(
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "this is not HTTP\r\n\r\n")) {
            try (RawServer server = RawServer.saying(answer)) {
                MediaLifecycleException change = failure(changing(server));
                assertThat(change.kind()).as(answer).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
                assertThat(change.code()).isEqualTo(ErrorCode.STORAGE_OUTCOME_UNKNOWN);
                assertThat(change).hasMessageContaining("blob a").hasCauseInstanceOf(IOException.class);

                MediaLifecycleException read = failure(reading(server));
                assertThat(read.kind()).as(answer).isEqualTo(ErrorKind.UNAVAILABLE);
                assertThat(read.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
            }
        }
    }

    @Test
    void waits_no_longer_than_it_may_for_the_head_and_for_the_body() throws Exception {
        for (String answer : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) {
            try (RawServer server = RawServer.sayingAndWaiting(OK, answer)) {
                Duration soon = Duration.ofSeconds(1);
                client.send(changing(server));

                assertThat(failure(changing(server).timeout(soon)).kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
            }
        }
    }

    @Test
    void stays_interrupted_after_an_interrupt() throws Exception {
        try (RawServer server = RawServer.sayingAndWaiting("", "")) {
            Thread.currentThread().interrupt();
            MediaLifecycleException failure = failure(changing(server));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void never_tells_a_url_or_a_header() throws Exception {
        try (RawServer server = RawServer.saying("")) {
            RestRequest request = RestRequest.changing("blob a", "PUT", server.url("/a?token=s3cret"))
                    .header("Authorization", "s3cret");

            assertThat(failure(request)).hasMessageNotContaining("s3cret").hasMessageNotContaining("/a?");
            assertThat(String.valueOf(failure(request).getCause())).doesNotContain("s3cret");
            assertThat(request.toString()).isEqualTo("PUT for blob a");
        }
        assertThatThrownBy(() ->
                        RestRequest.reading("a", "GET", URI.create("http://a/")).header("apikey", "s3cret\nX: y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apikey")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void streams_a_body_with_its_exact_length() throws Exception {
        byte[] bytes = new byte[300_000];
        Arrays.fill(bytes, (byte) 'x');
        try (RawServer server = RawServer.saying(OK)) {
            client.send(changing(server).stream(new ByteArrayInputStream(bytes), bytes.length, "image/png"));

            assertThat(server.heard())
                    .contains("Content-Length: 300000\r\n", "Content-Type: image/png\r\n")
                    .doesNotContainIgnoringCase("chunked")
                    .endsWith("x".repeat(300_000));

            client.send(changing(server).stream(InputStream.nullInputStream(), 0, "image/png"));
            assertThat(server.heard()).contains("Content-Length: 0\r\n", "Content-Type: image/png\r\n");
        }
    }

    @Test
    void never_completes_a_body_whose_source_is_broken_and_throws_what_the_source_threw() throws Exception {
        byte[] bytes = new byte[200_000];
        for (long claimed : List.of(0L, 199_999L, 200_001L)) {
            RawServer.Conversation careful = (heard, socket) -> {
                if (heard.hear(socket)) {
                    socket.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
                }
            };
            try (RawServer server = RawServer.doing(careful);
                    MeasuredStream source = MeasuredStream.open(put(claimed, bytes))) {
                MediaLifecycleException failure =
                        failure(() -> client.send(changing(server).stream(source, claimed, "image/png")));

                assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
                if (claimed > 0) {
                    String heard = server.heard();
                    assertThat(heard.length() - heard.indexOf("\r\n\r\n") - 4).isLessThan((int) claimed);
                }
            }
        }
    }

    @Test
    void downloads_bytes_as_they_come() throws Exception {
        String whole = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Type: image/png\r\n\r\nbyte";
        try (RawServer server = RawServer.saying(whole);
                RestDownload download = client.download(reading(server))) {
            assertThat(download.answer().header("content-type")).contains("image/png");
            InputStream bytes = download.bytes().orElseThrow();
            assertThat(bytes.read()).isEqualTo('b');
            assertThat(bytes.skip(1)).isEqualTo(1);
            assertThat(bytes.readAllBytes()).asString().isEqualTo("te");
        }
    }

    @Test
    void throws_from_a_download_that_breaks_off_and_never_ends_it_early() throws Exception {
        for (String head :
                List.of("Content-Length: 9\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")) {
            try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\n" + head);
                    RestDownload download = client.download(reading(server))) {
                assertThatThrownBy(() -> download.bytes().orElseThrow().readAllBytes())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void refuses_a_download_whose_end_nobody_would_notice_missing() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf")) {
            assertThat(failure(() -> client.download(reading(server)).close()).kind())
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void hands_over_the_refusal_of_a_download_as_an_answer() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 404 No\r\nContent-Length: 12\r\n\r\n{\"code\":\"x\"}");
                RestDownload download = client.download(reading(server))) {
            assertThat(download.bytes()).isEmpty();
            assertThat(download.answer().json().at("code").text()).contains("x");
        }
    }

    @Test
    void reads_a_page_for_people_as_an_answer_without_json() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>")) {
            RestAnswer answer = client.send(reading(server));

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().isPresent()).isFalse();
            assertThat(answer.json().at("code").text()).isEmpty();
        }
    }

    @Test
    void reads_how_long_to_wait_in_seconds_or_as_a_date() throws Exception {
        assertThat(pause("Retry-After: 120\r\n")).contains(Duration.ofMinutes(2));
        assertThat(pause("retry-after: Sun, 01 Nov 2026 00:00:30 GMT\r\n")).contains(Duration.ofSeconds(30));
        assertThat(pause("Retry-After: Sat, 31 Oct 2026 00:00:30 GMT\r\n")).contains(Duration.ZERO);
        for (String unclear :
                List.of("", "Retry-After: soon\r\n", "Retry-After: -1\r\n", "Retry-After: 99999999999\r\n")) {
            assertThat(pause(unclear)).as(unclear).isEmpty();
        }
    }

    @Test
    void tells_the_services_own_time() throws Exception {
        try (RawServer server = RawServer.saying(
                "HTTP/1.1 200 OK\r\nDate: Sun, 01 Nov 2026 00:09:00 GMT\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(client.send(reading(server)).date())
                    .contains(CLOCK.instant().plus(Duration.ofMinutes(9)));
        }
    }

    @Test
    void refuses_a_client_that_would_carry_credentials_elsewhere() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatThrownBy(() -> RestClient.over(following, "tests", Duration.ofSeconds(1), CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<Duration> pause(String header) throws IOException {
        try (RawServer server = RawServer.saying("HTTP/1.1 429 Slow\r\n" + header + "Content-Length: 0\r\n\r\n")) {
            return client.send(reading(server)).retryAfter();
        }
    }

    private MediaLifecycleException failure(RestRequest request) {
        return failure(() -> client.send(request));
    }

    private static MediaLifecycleException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        MediaLifecycleException failure = catchThrowableOfType(MediaLifecycleException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static RestRequest reading(RawServer server) {
        return RestRequest.reading("blob a", "GET", server.url("/a"));
    }

    private static RestRequest changing(RawServer server) {
        return RestRequest.changing("blob a", "POST", server.url("/a"));
    }

    private static PutRequest put(long claimed, byte[] bytes) {
        BlobSource source = new BlobSource() {
            @Override
            public long size() {
                return claimed;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
        return new PutRequest(new BlobLocation("tests", "bucket", "a"), source, "image/png");
    }

    private static String utf8(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
