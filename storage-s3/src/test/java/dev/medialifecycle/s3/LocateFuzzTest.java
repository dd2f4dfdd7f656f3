package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.testkit.SeededRandom;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Chance against the reading of URLs; {@code -Ds3.fuzz=10000000} lets it try for longer. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocateFuzzTest {
    private static final int CASES = Integer.getInteger("s3.fuzz", 300_000);

    /** What stands before an encoded key in each form. */
    private static final List<String> FORMS = List.of(
            "https://media.s3.eu-central-1.amazonaws.com/",
            "https://my.media.s3.amazonaws.com/",
            "https://media.s3-eu-central-1.amazonaws.com/",
            "https://media.s3.dualstack.eu-central-1.amazonaws.com/",
            "https://media.s3-accelerate.amazonaws.com/",
            "https://media.s3-fips.us-east-1.amazonaws.com/",
            "http://media.s3-website-us-east-1.amazonaws.com/",
            "https://s3.amazonaws.com/media/",
            "https://s3.eu-central-1.amazonaws.com/my.media/",
            "https://shop-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/",
            "https://cdn.example.com/files/");

    private static final List<String> QUERIES =
            List.of("", "?versionId=1", "?X-Amz-Signature=a%20b&X-Amz-Expires=60", "#fragment", "?a=b#c", "?");

    /** Hosts at which something of ours may be found, and no others. */
    private static final Set<String> OURS = Set.of("cdn.example.com");

    private final Addresses addresses = LocateTest.addresses(builder -> builder.bucket("media")
            .bucket("my.media")
            .region("eu-central-1")
            .accessPoint("media", "shop-123456789012")
            .publicUrls("media", URI.create("https://cdn.example.com/files")));

    @Test
    void finds_the_blob_of_every_key_in_every_form() {
        SeededRandom random = SeededRandom.start();
        for (int run = 0; run < CASES / 3; run++) {
            String key = random.key("");
            String form = random.pick(FORMS);

            Located located = addresses.locate(form + PercentEncoding.encode(key) + random.pick(QUERIES));

            String bucket = form.contains("my.media") ? "my.media" : "media";
            assertThat(located).as("%s of %s", form, key).isEqualTo(owned(bucket, key));
        }
    }

    @Test
    void finds_the_blob_of_every_url_that_the_provider_makes() {
        SeededRandom random = SeededRandom.start();
        try (S3Storage storage = S3Storage.named("s3")
                .bucket("media")
                .bucket("my.media")
                .region("eu-central-1")
                .credentials("access", "secret")
                .publicUrls()
                .publicUrls("media", URI.create("https://cdn.example.com/files"))
                .open()) {
            for (int run = 0; run < CASES / 30; run++) {
                BlobLocation location = new BlobLocation("s3", run % 2 == 0 ? "media" : "my.media", random.key(""));
                for (URI url : List.of(
                        storage.publicUrl(location),
                        storage.signedUrl(location, Duration.ofMinutes(1)),
                        storage.signedPut(location, "image/png", 1, Duration.ofMinutes(1))
                                .url())) {
                    assertThat(storage.locate(url.toString()))
                            .as("%s", url)
                            .isEqualTo(new Located.Owned(location, null));
                }
            }
        }
    }

    @Test
    void never_throws_and_never_finds_anything_at_a_foreign_host() {
        SeededRandom random = SeededRandom.start();
        List<String> seeds = new ArrayList<>();
        FORMS.forEach(form -> seeds.add(form + "folder/a.png?q=1#f"));
        seeds.add("s3://media/folder/a.png");
        seeds.add("https://evil.example/media/a.png");
        seeds.add("https://media.s3.amazonaws.com.evil.example/a.png");
        for (int run = 0; run < CASES; run++) {
            String text = run % 5 == 0 ? random.text(80) : random.mangled(random.pick(seeds));

            Located located = addresses.locate(text);

            assertThat(located).isNotNull();
            if (located instanceof Located.Owned owned) {
                assertThat(owned.location().bucket()).isIn("media", "my.media");
                BlobUrl.Parts parts = (BlobUrl.Parts) BlobUrl.split(text);
                assertThat(isOurs(parts)).as("the host of %s", text).isTrue();
            }
        }
    }

    /** Said without the code under test: by the ends of the host and nothing else. */
    private static boolean isOurs(BlobUrl.Parts url) {
        String host = url.host();
        boolean isBucket = host.startsWith("media.s3")
                || host.startsWith("my.media.s3")
                || host.startsWith("s3")
                || host.startsWith("shop-123456789012.s3");
        return url.scheme().equals("s3") || OURS.contains(host) || (host.endsWith(".amazonaws.com") && isBucket);
    }

    private static Located owned(String bucket, String key) {
        return new Located.Owned(new BlobLocation("s3", bucket, key), null);
    }
}
