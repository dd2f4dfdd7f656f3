package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeOutputsTest {
    private final byte[] bytes = new byte[100_000];
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeReplicate replicate = FakeReplicate.start();
    private final URI output;

    FakeOutputsTest() {
        new Random(1).nextBytes(bytes);
        output = replicate.serve("deep/out-0.png", bytes, "image/png");
    }

    @AfterEach
    void close() {
        replicate.close();
    }

    @Test
    void serves_the_bytes_with_their_type_and_length() throws Exception {
        HttpResponse<byte[]> response = fetch();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(bytes);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(response.headers().allValues("Content-Length")).containsExactly("100000");
        assertThat(response.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 503})
    void answers_with_a_status_as_often_as_told(int status) throws Exception {
        replicate.trouble(output, new OutputTrouble.Status(status), 2);

        assertThat(fetch().statusCode()).isEqualTo(status);
        assertThat(fetch().statusCode()).isEqualTo(status);
        assertThat(fetch().statusCode()).isEqualTo(200);
    }

    @Test
    void breaks_off_in_the_middle_or_at_once() throws Exception {
        replicate.trouble(output, new OutputTrouble.Truncated(), 1);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::fetch);

        replicate.trouble(output, new OutputTrouble.Reset(), 2);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::fetch);
        assertThat(fetch().body()).isEqualTo(bytes);
    }

    @Test
    void sends_slowly_or_without_a_type() throws Exception {
        replicate.trouble(output, new OutputTrouble.Slow(Duration.ofMillis(300)), 1);
        long start = System.nanoTime();
        assertThat(fetch().body()).isEqualTo(bytes);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));

        replicate.trouble(output, new OutputTrouble.Untyped(), 1);
        HttpResponse<byte[]> untyped = fetch();
        assertThat(untyped.headers().firstValue("Content-Type")).isEmpty();
        assertThat(untyped.body()).isEqualTo(bytes);
    }

    @Test
    void serves_nothing_once_expired_and_makes_no_trouble_for_what_it_does_not_serve() throws Exception {
        replicate.expire(output);

        assertThat(fetch().statusCode()).isEqualTo(404);
        assertThatIllegalArgumentException().isThrownBy(() -> replicate.trouble(output, new OutputTrouble.Reset(), 1));
    }

    private HttpResponse<byte[]> fetch() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(output).build(), BodyHandlers.ofByteArray());
    }
}
