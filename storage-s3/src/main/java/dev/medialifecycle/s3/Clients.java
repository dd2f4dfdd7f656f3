package dev.medialifecycle.s3;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The one client and the one signer of a provider, and what they rest on. */
final class Clients implements AutoCloseable {
    /** Servers other than Amazon's hardly have regions, yet signatures name one. */
    private static final String ANY_REGION = "us-east-1";

    final S3Client client;
    final S3Presigner presigner;
    final AwsCredentialsProvider credentials;
    final String region;
    private final List<SdkAutoCloseable> own = new ArrayList<>();

    Clients(S3StorageBuilder builder) {
        region = regionOf(builder);
        credentials = credentialsOf(builder);
        SdkHttpClient http = httpOf(builder);
        S3Configuration configuration = configurationOf(builder);
        client = own(clientOf(builder, http, configuration));
        presigner = own(presignerOf(builder, configuration));
    }

    @Override
    public void close() {
        own.forEach(SdkAutoCloseable::close);
    }

    private S3Client clientOf(S3StorageBuilder builder, SdkHttpClient http, S3Configuration configuration) {
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .serviceConfiguration(configuration)
                // Whoever repeats is core: retries on two floors multiply.
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (builder.endpoint != null) {
            // What Ceph, Swift, S3Proxy and Supabase all understand; the SDK's own ways break or spoil uploads at some
            // of them.
            client.endpointOverride(builder.endpoint)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create())
                    .putAuthScheme(DigestSigner.scheme());
        }
        return client.build();
    }

    private S3Presigner presignerOf(S3StorageBuilder builder, S3Configuration configuration) {
        S3Presigner.Builder presigner = S3Presigner.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .serviceConfiguration(configuration);
        URI endpoint = builder.signingEndpoint != null ? builder.signingEndpoint : builder.endpoint;
        return endpoint == null
                ? presigner.build()
                : presigner.endpointOverride(endpoint).build();
    }

    private static S3Configuration configurationOf(S3StorageBuilder builder) {
        S3Configuration.Builder configuration =
                S3Configuration.builder().pathStyleAccessEnabled(builder.style() == AddressStyle.PATH);
        if (builder.endpoint != null) {
            configuration.chunkedEncodingEnabled(false).expectContinueEnabled(false);
        }
        return configuration.build();
    }

    private SdkHttpClient httpOf(S3StorageBuilder builder) {
        return builder.httpClient != null
                ? builder.httpClient
                : own(UrlConnectionHttpClient.builder()
                        .connectionTimeout(builder.connectTimeout)
                        .socketTimeout(builder.answerTimeout)
                        .build());
    }

    private AwsCredentialsProvider credentialsOf(S3StorageBuilder builder) {
        return new Found(
                builder.name,
                builder.credentials != null
                        ? builder.credentials
                        : own(DefaultCredentialsProvider.builder().build()));
    }

    private static String regionOf(S3StorageBuilder builder) {
        return Optional.ofNullable(builder.region).orElseGet(() -> regionAround(builder.name, builder.endpoint));
    }

    private static String regionAround(String name, @Nullable URI endpoint) {
        if (endpoint != null) {
            return ANY_REGION;
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkException e) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART,
                    ErrorKind.REJECTED,
                    "Provider " + name + " has no region. Next: set it, or AWS_REGION in the environment",
                    e);
        }
    }

    private <T extends SdkAutoCloseable> T own(T closeable) {
        own.add(0, closeable);
        return closeable;
    }

    /** Says in the library's own terms that there are no credentials; they may appear later. */
    private record Found(String name, AwsCredentialsProvider provider) implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            try {
                return provider.resolveCredentials();
            } catch (SdkException e) {
                throw new MediaLifecycleException(
                        ErrorCode.MISSING_CREDENTIALS,
                        ErrorKind.UNAVAILABLE,
                        "Provider " + name + " finds no credentials. Next: set access-key and secret-key, or"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or give the machine a role",
                        e);
            }
        }
    }
}
