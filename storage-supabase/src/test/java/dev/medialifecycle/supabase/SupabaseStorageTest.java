package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.ServiceFaults;
import dev.medialifecycle.testkit.StorageOracle;
import dev.medialifecycle.testkit.supabase.FakeSupabase;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Supabase passes the whole contract; its bucket is public, so that both kinds of URL are tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupabaseStorageTest extends SupabaseContract {
    private final FakeSupabase supabase =
            FakeSupabase.hosted(Clock.systemUTC()).publicBucket("images").bucket("inputs");
    private final String serviceKey = supabase.serviceKey();
    private final String secretKey = supabase.secretKey();
    private final String expiredKey = supabase.serviceKey(Duration.ofHours(-1));

    @AfterAll
    void stop() {
        supabase.close();
    }

    @Override
    protected StorageProvider open() {
        return storage().serviceKey(serviceKey).open();
    }

    private SupabaseStorageBuilder storage() {
        return SupabaseStorage.at("supabase", supabase.url())
                .alsoAt(URI.create("https://pjgwpksoqubtzfsetjbu.supabase.co"))
                .alsoAt(URI.create("https://media.example.com/storage/v1"))
                .publicBucket(bucket())
                .bucket("inputs");
    }

    @Override
    protected String bucket() {
        return "images";
    }

    @Override
    protected Optional<StorageProvider> openOnMissingBucket() {
        return Optional.of(SupabaseStorage.at("supabase", supabase.url())
                .serviceKey(secretKey)
                .bucket(missingBucket())
                .open());
    }

    /** An expired key is the one that makes buckets look missing and blobs absent; it is taken only where clocks are wrong. */
    @Override
    protected Optional<StorageProvider> openWithBrokenCredentials() {
        ManualClock late = ManualClock.at(Instant.now().minus(Duration.ofHours(2)));
        return Optional.of(storage().serviceKey(expiredKey).clock(late).open());
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(serviceKey, secretKey, expiredKey);
    }

    @Override
    protected List<String> urlCorpora() {
        return List.of("supabase-urls.tsv");
    }

    @Override
    protected Optional<ServiceFaults> faults() {
        return Optional.of(new ServiceFaults() {
            @Override
            public Set<Trouble> possible() {
                return EnumSet.allOf(Trouble.class);
            }

            @Override
            public void begin(Trouble trouble, BlobLocation blob) {
                switch (trouble) {
                    case ANSWERS_LOST -> always(SupabaseTrouble.lostAnswer());
                    case REQUESTS_LOST -> always(SupabaseTrouble.lostRequest());
                    case DOWN -> always(SupabaseTrouble.badGateway());
                    case THROTTLED -> always(SupabaseTrouble.rateLimit());
                    case KEEPS_ONE -> supabase.keep(blob.bucket(), blob.key());
                }
            }

            @Override
            public void end() {
                supabase.endTroubles();
            }

            private void always(SupabaseTrouble trouble) {
                supabase.trouble("", trouble, Integer.MAX_VALUE);
            }
        });
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
