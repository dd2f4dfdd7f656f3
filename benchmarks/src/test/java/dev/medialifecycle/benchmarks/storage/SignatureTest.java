package dev.medialifecycle.benchmarks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:11:12Z");

    @Test
    void signs_as_the_sdk_does() throws Exception {
        byte[] body = "<Delete/>".getBytes(StandardCharsets.UTF_8);
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", "127.0.0.1:9000");
        headers.put("x-amz-checksum-crc32", "AAAAAA==");
        Signature signature = new Signature("key", "secret", "us-east-1");

        signature.sign("POST", "/media", "delete=", headers, signature.sha256(body, body.length), NOW);

        assertThat(headers.get("authorization")).isEqualTo(ofTheSdk(body));
    }

    private static String ofTheSdk(byte[] body) {
        SdkHttpRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("http")
                .host("127.0.0.1")
                .port(9000)
                .encodedPath("/media")
                .putRawQueryParameter("delete", (String) null)
                .putHeader("x-amz-checksum-crc32", "AAAAAA==")
                .build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .identity(AwsCredentialsIdentity.create("key", "secret"))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }
}
