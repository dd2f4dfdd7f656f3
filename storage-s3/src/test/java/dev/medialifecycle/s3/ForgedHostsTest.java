package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Uri;
import software.amazon.awssdk.services.s3.S3Utilities;

/** Why URLs are not read by the SDK's own parser: what it believes, and what it makes of genuine forms. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ForgedHostsTest {
    private static final S3Utilities SDK =
            S3Utilities.builder().region(Region.EU_CENTRAL_1).build();

    private final Addresses addresses = LocateTest.amazon("eu-central-1", "media");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.s3.amazonaws.com.evil.example/a.png",
                "https://media.s3.eu-central-1.amazonaws.com.evil.example/a.png",
                "https://media.s3.evil.example/a.png",
                "https://s3.evil.example/media/a.png",
                "https://media.s3-evil.example/a.png"
            })
    void refuses_forged_hosts_that_the_sdk_takes_for_amazons(String url) {
        assertThat(sdk(url).flatMap(S3Uri::bucket)).as("the SDK's bucket").contains("media");

        assertThat(addresses.locate(url)).isInstanceOf(Located.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.s3.dualstack.eu-central-1.amazonaws.com/a.png",
                "https://media.s3-accelerate.amazonaws.com/a.png",
                "http://media.s3-website.eu-central-1.amazonaws.com/a.png"
            })
    void knows_genuine_forms_whose_region_the_sdk_makes_up(String url) {
        Optional<Region> region = sdk(url).flatMap(S3Uri::region);
        assertThat(region).as("the SDK's region").isNotEqualTo(Optional.of(Region.EU_CENTRAL_1));

        assertThat(addresses.locate(url)).isEqualTo(new Located.Owned(new BlobLocation("s3", "media", "a.png"), null));
    }

    @Test
    void knows_every_region_that_the_sdk_knows() {
        assertThat(Region.regions()).hasSizeGreaterThan(30);
        for (Region region : Region.regions()) {
            String id = region.id();
            if (region.isGlobalRegion()) {
                continue;
            }
            String host = "media." + new AmazonHosts(id).service();

            assertThat(LocateTest.amazon(id, "media").locate("https://" + host + "/a.png"))
                    .as(host)
                    .isInstanceOf(Located.Owned.class);
        }
    }

    private static Optional<S3Uri> sdk(String url) {
        try {
            return Optional.of(SDK.parseUri(URI.create(url)));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }
}
