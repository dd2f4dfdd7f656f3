package dev.medialifecycle.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Stands where requests to Amazon would leave this machine: keeps each, and answers as it is told. */
final class FakeAmazon implements SdkHttpClient {
    /** A request as it would have been sent. */
    record Sent(SdkHttpRequest request, byte[] body) {
        String header(String name) {
            return request.firstMatchingHeader(name).orElse(null);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** A status and a body. */
    record Answer(int status, String body) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private Function<Sent, Answer> answers = request -> new Answer(200, "");

    List<Sent> sent() {
        return sent;
    }

    FakeAmazon answering(Function<Sent, Answer> answers) {
        this.answers = answers;
        return this;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                byte[] body = new byte[0];
                if (request.contentStreamProvider().isPresent()) {
                    try (InputStream stream =
                            request.contentStreamProvider().get().newStream()) {
                        body = stream.readAllBytes();
                    }
                }
                Sent one = new Sent(request.httpRequest(), body);
                sent.add(one);
                Answer answer = answers.apply(one);
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(answer.status())
                                .putHeader("ETag", "\"tag\"")
                                .putHeader("x-amz-checksum-crc32", "AAAAAA==")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
