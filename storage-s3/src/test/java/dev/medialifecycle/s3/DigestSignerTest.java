package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.testkit.SeededRandom;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs exactly as the SDK would, had it read the body for its digest. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DigestSignerTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-01T23:59:59Z"), ZoneOffset.UTC);

    private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();
    private final AwsV4HttpSigner ours = DigestSigner.scheme().signer();

    @Test
    void signs_any_key_as_the_sdk_does() throws Exception {
        SeededRandom random = SeededRandom.start();
        for (int run = 0; run < 300; run++) {
            AwsCredentialsIdentity identity = run % 2 == 0
                    ? AwsCredentialsIdentity.create("ACCESS", "secret/+" + run)
                    : AwsSessionCredentialsIdentity.create("ACCESS", "secret", "token/+==" + run);
            byte[] body = random.bytes(run);
            SdkHttpRequest request = request(random.key("media/"), run);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));

            SignedRequest expected = sign(sdk, identity, request, body);
            SignedRequest actual = sign(
                    ours,
                    identity,
                    request.toBuilder().putHeader(DigestSigner.DIGEST, digest).build(),
                    body);

            assertThat(header(actual, "Authorization"))
                    .as("%s", request)
                    .isNotNull()
                    .isEqualTo(header(expected, "Authorization"));
            assertThat(header(actual, "Host")).isEqualTo(header(expected, "Host"));
            assertThat(header(actual, "X-Amz-Security-Token")).isEqualTo(header(expected, "X-Amz-Security-Token"));
        }
    }

    @Test
    void leaves_to_the_sdk_what_has_no_digest() {
        AwsCredentialsIdentity identity = AwsCredentialsIdentity.create("ACCESS", "secret");
        SdkHttpRequest request = request("media/a", 0);

        assertThat(header(sign(ours, identity, request, new byte[3]), "Authorization"))
                .isEqualTo(header(sign(sdk, identity, request, new byte[3]), "Authorization"));
    }

    private static SdkHttpRequest request(String path, int run) {
        String host = List.of("http://127.0.0.1:9000", "http://minio", "http://minio:80", "https://minio:9443")
                .get(run % 4);
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create(host + "/" + PercentEncoding.encode(path)))
                .putHeader("Content-Type", "image/svg+xml;   charset=utf-8")
                .putHeader("If-None-Match", "*")
                .putHeader("x-amz-meta-run", "" + run)
                .build();
    }

    private static SignedRequest sign(
            AwsV4HttpSigner signer, AwsCredentialsIdentity identity, SdkHttpRequest request, byte[] body) {
        return signer.sign(sign -> sign.identity(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, NOW));
    }

    private static String header(SignedRequest signed, String name) {
        return signed.request().firstMatchingHeader(name).orElse(null);
    }
}
