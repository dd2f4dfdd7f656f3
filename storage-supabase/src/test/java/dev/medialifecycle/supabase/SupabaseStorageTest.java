package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.testkit.StorageOracle;
import dev.medialifecycle.testkit.StorageProviderContract;
import dev.medialifecycle.testkit.supabase.FakeSupabase;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Supabase passes the whole contract; its bucket is public, so that both kinds of URL are tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupabaseStorageTest extends StorageProviderContract {
    private static final String KEY_SIGNS = "ABCXYZabcxyz0123456789_/!.*'() &$=@;:+,?-";

    private final FakeSupabase supabase = FakeSupabase.hosted(Clock.systemUTC()).publicBucket("images");

    @AfterAll
    void stop() {
        supabase.close();
    }

    @Override
    protected StorageProvider open() {
        return SupabaseStorage.at("supabase", supabase.url())
                .serviceKey(supabase.serviceKey())
                .publicBucket(bucket())
                .open();
    }

    @Override
    protected String bucket() {
        return "images";
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(SupabaseStorage.at("supabase", supabase.url())
                .serviceKey(supabase.secretKey())
                .bucket(missingBucket())
                .open());
    }

    @Override
    protected boolean bears(String key) {
        return key.matches("[A-Za-z0-9_/!.*'() &$=@;:+,?-]+");
    }

    @Override
    protected String randomKey(SeededRandom random) {
        return keyOf(random);
    }

    static String keyOf(SeededRandom random) {
        while (true) {
            StringBuilder key = new StringBuilder();
            for (int left = 1 + random.below(40); left > 0; left--) {
                key.append(KEY_SIGNS.charAt(random.below(KEY_SIGNS.length())));
            }
            if (BlobLocation.isValidKey(key.toString())) {
                return key.toString();
            }
        }
    }

    @Override
    protected StorageOracle oracle() {
        return new StorageOracle() {
            @Override
            public Optional<byte[]> read(BlobLocation location) {
                try {
                    return Optional.of(supabase.bytes(location.bucket(), location.key()));
                } catch (NoSuchElementException e) {
                    return Optional.empty();
                }
            }

            @Override
            public void write(BlobLocation location, byte[] bytes, String contentType) {
                supabase.put(location.bucket(), location.key(), bytes, contentType);
            }

            @Override
            public List<String> keys(String bucket, String prefix) {
                return supabase.keys(bucket).stream()
                        .filter(key -> key.startsWith(prefix))
                        .toList();
            }
        };
    }
}
