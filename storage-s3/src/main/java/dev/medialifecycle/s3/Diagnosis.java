package dev.medialifecycle.s3;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Looks at what can be seen without changing anything. */
final class Diagnosis {
    private static final Set<String> BAD_CREDENTIALS =
            Set.of("ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch");

    private static final String NEXT = ". Next: ";

    private final String provider;
    private final AwsCredentialsProvider credentials;
    private final Service service;
    private final Buckets buckets;
    private final ConditionalPut conditionalPut;
    private final boolean isAmazon;
    private final boolean purges;
    private final ServiceClock clock;

    Diagnosis(AwsCredentialsProvider credentials, Service service, Buckets buckets, S3StorageBuilder builder) {
        this.provider = builder.name;
        this.credentials = credentials;
        this.service = service;
        this.buckets = buckets;
        this.conditionalPut = builder.conditionalPut();
        this.isAmazon = builder.endpoint == null;
        this.purges = builder.purgesVersions;
        this.clock = new ServiceClock(builder.name, builder.clock);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            credentials.resolveCredentials();
        } catch (MediaLifecycleException e) {
            findings.add(failed(provider + " credentials", e));
            return findings;
        }
        @Nullable MediaLifecycleException outage = null;
        for (String bucket : buckets.names().stream().sorted().toList()) {
            if (outage != null) {
                findings.add(Finding.skipped(provider + ":" + bucket, "the service cannot be asked"));
                continue;
            }
            try {
                look(bucket, findings);
            } catch (MediaLifecycleException e) {
                findings.add(failed(provider + ":" + bucket, e));
                outage = answered(e) == null ? e : null;
            }
        }
        findings.add(puts());
        return findings;
    }

    private void look(String bucket, List<Finding> findings) {
        try {
            clock.read(buckets.look(bucket).sdkHttpResponse(), findings);
        } catch (MediaLifecycleException e) {
            AwsServiceException answer = answered(e);
            if (answer != null && answer.awsErrorDetails() != null) {
                clock.read(answer.awsErrorDetails().sdkHttpResponse(), findings);
            }
            if (e.code() != ErrorCode.STORAGE_DENIED) {
                throw e;
            }
            // An answer to HEAD does not say whether it is the key that is unknown or the leave that is missing.
        }
        if (mayList(bucket, findings)) {
            findings.add(versioning(bucket));
        }
    }

    private boolean mayList(String bucket, List<Finding> findings) {
        try {
            ListObjectsV2Response unused = service.ask(
                    s3 -> s3.listObjectsV2(request -> request.bucket(bucket).maxKeys(1)));
            findings.add(Finding.ok(provider + ":" + bucket, "is there and may be listed"));
            return true;
        } catch (SdkException e) {
            if (e instanceof AwsServiceException answer
                    && BAD_CREDENTIALS.contains(String.valueOf(Failures.code(answer)))) {
                Finding refused = Finding.failed(
                        provider + " credentials",
                        ErrorCode.MISSING_CREDENTIALS,
                        "the service refuses them (" + Failures.code(answer) + ")",
                        "compare access key, secret key and session token with the service's own");
                if (!findings.contains(refused)) {
                    findings.add(refused);
                }
                return false;
            }
            throw buckets.failure(Attempt.onBucket("list", provider, bucket), e);
        }
    }

    private Finding versioning(String bucket) {
        String subject = provider + ":" + bucket + " versions";
        try {
            return switch (buckets.versioning(bucket)) {
                case NONE -> Finding.ok(subject, "none are kept: what is deleted is gone");
                case ON, SUSPENDED ->
                    Finding.ok(
                            subject,
                            purges
                                    ? "are kept, and a delete removes them all"
                                    : "are kept: a delete only marks a blob, whose bytes are paid for until a life-cycle rule or"
                                            + " purge-versions removes them");
                case HIDDEN ->
                    purges
                            ? Finding.failed(
                                    subject,
                                    ErrorCode.STORAGE_DENIED,
                                    "these credentials may not ask whether there are any, so nothing can be purged",
                                    "allow s3:GetBucketVersioning")
                            : Finding.skipped(subject, "these credentials may not ask whether there are any");
            };
        } catch (MediaLifecycleException e) {
            return failed(subject, e);
        }
    }

    private Finding puts() {
        String subject = provider + " create-only puts";
        if (isAmazon && conditionalPut == ConditionalPut.ENFORCED) {
            return Finding.ok(subject, "are refused by the service where a key is taken");
        }
        return Finding.skipped(
                subject,
                conditionalPut == ConditionalPut.ENFORCED
                        ? "are declared; whether the server keeps to it shows only in writing, which the storage contract does"
                        : "are not declared: it is looked before each put, and two at the same moment may both succeed");
    }

    private static Finding failed(String subject, MediaLifecycleException e) {
        String text = String.valueOf(e.getMessage()).substring(e.code().code().length() + 1);
        int next = text.lastIndexOf(NEXT);
        return next < 0
                ? Finding.failed(subject, e.code(), text, "look at the cause in the log")
                : Finding.failed(subject, e.code(), text.substring(0, next), text.substring(next + NEXT.length()));
    }

    /** What the service said; null if it did not. */
    private static @Nullable AwsServiceException answered(MediaLifecycleException e) {
        return e.getCause() instanceof AwsServiceException answer ? answer : null;
    }
}
