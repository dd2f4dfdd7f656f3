package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.testkit.ServiceFaults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A road to the server on which things go wrong when the contract asks for it. */
final class TroubledHttp implements SdkHttpClient, ServiceFaults {
    private static final byte[] SLOW_DOWN =
            "<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>".getBytes(StandardCharsets.UTF_8);

    private final SdkHttpClient road = UrlConnectionHttpClient.create();
    private final S3ProxyServer server;
    private volatile Trouble trouble;

    TroubledHttp(S3ProxyServer server) {
        this.server = server;
    }

    @Override
    public Set<Trouble> possible() {
        return EnumSet.allOf(Trouble.class);
    }

    @Override
    public void begin(Trouble begun, BlobLocation blob) {
        if (begun == Trouble.KEEPS_ONE) {
            server.keep(blob.key());
        } else {
            trouble = begun;
        }
    }

    @Override
    public void end() {
        trouble = null;
        server.keep(null);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = road.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return trouble == null ? call.call() : answer(call, trouble);
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    /** Providers share it. */
    @Override
    public void close() {}

    private static HttpExecuteResponse answer(ExecutableHttpRequest call, Trouble trouble) throws IOException {
        switch (trouble) {
            case ANSWERS_LOST -> {
                InputStream body =
                        call.call().responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream());
                body.readAllBytes();
                throw new SocketException("Connection reset, as the test asked");
            }
            case REQUESTS_LOST -> throw new SocketException("Broken pipe, as the test asked");
            case THROTTLED -> {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(503).build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(SLOW_DOWN)))
                        .build();
            }
            default -> throw new ConnectException("Connection refused, as the test asked");
        }
    }
}
