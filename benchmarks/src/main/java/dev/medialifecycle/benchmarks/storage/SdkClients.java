package dev.medialifecycle.benchmarks.storage;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK as its users have it: its own defaults, and only what the measurement is about set otherwise. */
final class SdkClients {
    static final String ACCESS = "bench";
    static final String SECRET = "bench-secret";
    static final String REGION = "us-east-1";
    static final String BUCKET = "media";

    private static final int CONNECTIONS = 128;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private SdkClients() {}

    /** By the JDK's own connections, as storage-s3 does it. */
    static SdkHttpClient jdk() {
        return UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build();
    }

    /** What the SDK takes if nobody chooses. */
    static SdkHttpClient apache() {
        return Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .socketTimeout(PATIENCE)
                .build();
    }

    static S3Client client(URI endpoint, SdkHttpClient http, RetryStrategy retries) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS, SECRET)))
                .httpClient(http)
                .overrideConfiguration(override -> override.retryStrategy(retries))
                .build();
    }

    /** With the retries that the SDK takes if nobody chooses. */
    static S3Client client(URI endpoint, SdkHttpClient http) {
        return client(endpoint, http, AwsRetryStrategy.defaultRetryStrategy());
    }
}
