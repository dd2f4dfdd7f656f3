package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.StorageProvider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract against a project of your own: {@code -Dtck.supabase.url=… -Dtck.supabase.key=… -Dtck.supabase.bucket=…}. */
@EnabledIfSystemProperty(named = "tck.supabase.url", matches = ".+")
class RealSupabaseTest extends SupabaseContract {
    private final String key = System.getProperty("tck.supabase.key", "");

    @Override
    protected StorageProvider open() {
        return builder().publicBucket(bucket()).open();
    }

    @Override
    protected String bucket() {
        return System.getProperty("tck.supabase.bucket", "tck");
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(builder().bucket(missingBucket()).open());
    }

    @Override
    protected Set<String> secrets() {
        return key.isEmpty() ? Set.of() : Set.of(key);
    }

    private SupabaseStorageBuilder builder() {
        return SupabaseStorage.at("supabase", URI.create(System.getProperty("tck.supabase.url")))
                .serviceKey(key);
    }
}
