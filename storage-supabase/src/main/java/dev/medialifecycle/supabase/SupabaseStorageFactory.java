package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviderFactory;
import dev.medialifecycle.blob.StorageSettings;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Type {@code supabase}: settings {@code url}, {@code buckets} and {@code public-buckets}, the key as {@code service-role-key} or from
 * {@code SUPABASE_SERVICE_ROLE_KEY}, and for those who need them {@code also-at}, {@code purge-cache}, {@code cache-control},
 * {@code batch-size}, {@code connect-timeout}, {@code timeout} and {@code key-pattern}.
 */
public final class SupabaseStorageFactory implements StorageProviderFactory {
    static final String VARIABLE = "SUPABASE_SERVICE_ROLE_KEY";
    static final String KEY = "service-role-key";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** For {@link java.util.ServiceLoader}. */
    public SupabaseStorageFactory() {}

    @Override
    public String type() {
        return "supabase";
    }

    @Override
    public StorageProvider open(String name, StorageSettings settings) {
        URI url = settings.url("url").orElseGet(() -> URI.create(settings.required("url")));
        SupabaseStorageBuilder builder = SupabaseStorage.at(name, url).serviceKey(settings.secret(KEY, VARIABLE));
        settings.names("buckets").forEach(builder::bucket);
        settings.names("public-buckets").forEach(builder::publicBucket);
        for (String other : settings.names("also-at")) {
            alsoAt(other, builder, settings);
        }
        if (settings.flag("purge-cache", false)) {
            builder.purgeCache();
        }
        settings.text("cache-control").ifPresent(value -> {
            try {
                builder.cacheControl(value);
            } catch (IllegalArgumentException e) {
                throw settings.invalid("cache-control", "holds characters that no header can");
            }
        });
        int batchSize = settings.count("batch-size", Batches.MOST_KEYS);
        if (batchSize > Batches.MOST_KEYS) {
            throw settings.invalid("batch-size", "is above " + Batches.MOST_KEYS);
        }
        builder.batchSize(batchSize);
        settings.text("key-pattern").ifPresent(pattern -> builder.possibleKeys(pattern(pattern, settings)));
        builder.connectTimeout(settings.time("connect-timeout", CONNECT_TIMEOUT));
        builder.timeout(settings.time("timeout", TIMEOUT));
        return builder.open();
    }

    private static void alsoAt(String other, SupabaseStorageBuilder builder, StorageSettings settings) {
        try {
            builder.alsoAt(URI.create(other));
        } catch (MediaLifecycleException | IllegalArgumentException e) {
            throw settings.invalid("also-at", "holds what is no absolute http or https URL without query");
        }
    }

    private static Pattern pattern(String text, StorageSettings settings) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw settings.invalid("key-pattern", "is no regular expression");
        }
    }
}
