package dev.medialifecycle.s3;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviderFactory;
import dev.medialifecycle.blob.StorageSettings;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Type {@code s3}: {@code docs/storage-s3.md} has the settings, of which only {@code buckets} is always needed. */
public final class S3StorageFactory implements StorageProviderFactory {
    private static final int MEGABYTE = 1 << 20;
    private static final int MOST_MEGABYTES = 2_047;

    /** For {@link java.util.ServiceLoader}. */
    public S3StorageFactory() {}

    @Override
    public String type() {
        return "s3";
    }

    @Override
    public StorageProvider open(String name, StorageSettings settings) {
        S3StorageBuilder builder = S3Storage.named(name);
        Set<String> buckets = settings.names("buckets");
        buckets.forEach(builder::bucket);
        where(builder, settings);
        credentials(name, builder, settings);
        buckets.forEach(bucket -> addresses(bucket, builder, settings));
        behaviour(builder, settings);
        return builder.open();
    }

    private static void where(S3StorageBuilder builder, StorageSettings settings) {
        settings.text("region").ifPresent(builder::region);
        settings.url("endpoint").ifPresent(builder::endpoint);
        settings.url("signing-endpoint").ifPresent(builder::signingEndpoint);
        if (settings.text("path-style").isPresent()) {
            builder.addressStyle(settings.flag("path-style", true) ? AddressStyle.PATH : AddressStyle.HOST);
        }
    }

    private static void credentials(String name, S3StorageBuilder builder, StorageSettings settings) {
        Optional<String> access = settings.optionalSecret("access-key", "AWS_ACCESS_KEY_ID");
        Optional<String> secret = settings.optionalSecret("secret-key", "AWS_SECRET_ACCESS_KEY");
        // A token belongs to its key: one that lies around in the environment spoils a key that was configured.
        Optional<String> token = settings.text("access-key").isPresent()
                ? settings.text("session-token")
                : settings.optionalSecret("session-token", "AWS_SESSION_TOKEN");
        if (access.isPresent() != secret.isPresent()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_CREDENTIALS,
                    ErrorKind.REJECTED,
                    "Provider " + name
                            + " has one half of its credentials. Next: set both access-key and secret-key, or both"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither to use the SDK's default chain");
        }
        if (access.isPresent() && secret.isPresent()) {
            builder.credentials(StaticCredentialsProvider.create(
                    token.isPresent()
                            ? AwsSessionCredentials.create(access.get(), secret.get(), token.get())
                            : AwsBasicCredentials.create(access.get(), secret.get())));
        }
    }

    private static void addresses(String bucket, S3StorageBuilder builder, StorageSettings settings) {
        String origin = settings.text(named("origin-path", bucket, settings)).orElse("");
        settings.url(named("public-base-url", bucket, settings))
                .ifPresent(base -> builder.publicUrls(bucket, base, origin));
        String alias = named("also-known-as", bucket, settings);
        for (String url : settings.names(alias)) {
            try {
                builder.alsoKnownAs(bucket, URI.create(url));
            } catch (MediaLifecycleException | IllegalArgumentException e) {
                throw settings.invalid(alias, "holds what is no absolute http or https URL without query");
            }
        }
        settings.names(named("access-points", bucket, settings)).forEach(label -> builder.accessPoint(bucket, label));
    }

    /** The name of a setting that each bucket has for itself; where there is one bucket only it needs no name. */
    private static String named(String setting, String bucket, StorageSettings settings) {
        String own = setting + "." + bucket;
        boolean isPlain = settings.names("buckets").size() == 1
                && settings.text(own).isEmpty()
                && settings.text(setting).isPresent();
        return isPlain ? setting : own;
    }

    private static void behaviour(S3StorageBuilder builder, StorageSettings settings) {
        if (settings.flag("public", false)) {
            builder.publicUrls();
        }
        if (settings.flag("purge-versions", false)) {
            builder.purgeVersions();
        }
        if (settings.flag("create-buckets", false)) {
            builder.createBuckets();
        }
        if (!settings.flag("ordered-list", true)) {
            builder.unorderedListings();
        }
        settings.text("conditional-put").ifPresent(mode -> builder.conditionalPut(conditionalPut(mode, settings)));
        if (settings.text("batch-size").isPresent()) {
            builder.batchSize(settings.count("batch-size", 1));
        }
        builder.inFlight(settings.count("in-flight", builder.inFlight));
        builder.partSize(megabytes("part-size-mb", builder.partSize, settings));
        if (settings.text("parts-from-mb").isPresent()) {
            builder.partsFrom((long) MEGABYTE * settings.count("parts-from-mb", 1));
        }
        builder.connectTimeout(settings.time("connect-timeout", builder.connectTimeout));
        builder.answerTimeout(settings.time("answer-timeout", builder.answerTimeout));
    }

    private static int megabytes(String setting, int otherwise, StorageSettings settings) {
        int count = settings.count(setting, otherwise / MEGABYTE);
        if (count > MOST_MEGABYTES) {
            throw settings.invalid(setting, "is above " + MOST_MEGABYTES);
        }
        return count * MEGABYTE;
    }

    private static ConditionalPut conditionalPut(String mode, StorageSettings settings) {
        return switch (mode) {
            case "enforced" -> ConditionalPut.ENFORCED;
            case "tried" -> ConditionalPut.TRIED;
            case "avoided" -> ConditionalPut.AVOIDED;
            default -> throw settings.invalid("conditional-put", "is none of enforced, tried and avoided");
        };
    }
}
