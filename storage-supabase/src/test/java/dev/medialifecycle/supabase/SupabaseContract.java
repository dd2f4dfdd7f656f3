package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.testkit.StorageProviderContract;

/** What the fake and the real service have in common. */
abstract class SupabaseContract extends StorageProviderContract {
    private static final String SIGNS = "ABCXYZabcxyz0123456789_/!.*'() &$=@;:+,?-";

    @Override
    protected String randomKey(SeededRandom random) {
        return keyOf(random);
    }

    @Override
    protected boolean bears(String key) {
        return Keys.USUAL.matcher(key).matches();
    }

    @Override
    protected boolean answersUrls() {
        return true;
    }

    /** A valid key of what the service accepts, and of nothing else. */
    static String keyOf(SeededRandom random) {
        while (true) {
            StringBuilder key = new StringBuilder();
            for (int left = 1 + random.below(40); left > 0; left--) {
                key.append(SIGNS.charAt(random.below(SIGNS.length())));
            }
            if (BlobLocation.isValidKey(key.toString())) {
                return key.toString();
            }
        }
    }
}
