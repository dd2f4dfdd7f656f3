package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.testkit.StorageProviderContract;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract against a project of your own: {@code -Dtck.supabase.url=… -Dtck.supabase.key=… -Dtck.supabase.bucket=…}. */
@EnabledIfSystemProperty(named = "tck.supabase.url", matches = ".+")
class RealSupabaseTest extends StorageProviderContract {
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
    protected int many() {
        return Integer.getInteger("tck.supabase.many", 2_500);
    }

    @Override
    protected boolean bears(String key) {
        return key.matches("[A-Za-z0-9_/!.*'() &$=@;:+,?-]+");
    }

    @Override
    protected String randomKey(SeededRandom random) {
        return SupabaseStorageTest.keyOf(random);
    }

    private static SupabaseStorageBuilder builder() {
        return SupabaseStorage.at("supabase", URI.create(System.getProperty("tck.supabase.url")))
                .serviceKey(System.getProperty("tck.supabase.key", ""));
    }
}
