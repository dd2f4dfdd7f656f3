package dev.medialifecycle.s3;

import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The service as everything here asks it: whatever goes wrong is an SdkException. */
final class Service {
    private final S3Client client;

    Service(S3Client client) {
        this.client = client;
    }

    <T> T ask(Function<S3Client, T> request) {
        try {
            return request.apply(client);
        } catch (SdkException e) {
            throw e;
        } catch (RuntimeException e) {
            // The SDK lets through what it stumbles over: broken chunks, numbers and escapes that are none, and what
            // sources and
            // credentials throw.
            throw SdkClientException.create("The request or its answer broke the client", e);
        }
    }
}
