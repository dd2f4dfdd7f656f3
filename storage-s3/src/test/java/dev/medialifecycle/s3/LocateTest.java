package dev.medialifecycle.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs are ours, in every form that S3 and its relatives have. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.s3.eu-central-1.amazonaws.com/dir/a%20b.png",
                "http://media.s3.eu-central-1.amazonaws.com/dir/a%20b.png",
                "HTTPS://Media.S3.EU-Central-1.AmazonAWS.com/dir/a%20b.png",
                "https://media.s3.eu-central-1.amazonaws.com./dir/a%20b.png",
                "https://media.s3.eu-central-1.amazonaws.com:443/dir/a%20b.png",
                "https://media.s3.eu-central-1.amazonaws.com/dir%2Fa%20b.png",
                "https://media.s3.eu-central-1.amazonaws.com/%64ir/a b.png",
                "https://media.s3.eu-central-1.amazonaws.com/dir/a%20b.png?versionId=3&response-content-type=x",
                "https://media.s3.eu-central-1.amazonaws.com/dir/a%20b.png?X-Amz-Signature=abc&X-Amz-Expires=60#top",
                "https://media.s3.us-west-2.amazonaws.com/dir/a%20b.png",
                "https://media.s3.amazonaws.com/dir/a%20b.png",
                "https://media.s3-eu-central-1.amazonaws.com/dir/a%20b.png",
                "https://media.s3-external-1.amazonaws.com/dir/a%20b.png",
                "https://media.s3.dualstack.eu-central-1.amazonaws.com/dir/a%20b.png",
                "https://media.s3-accelerate.amazonaws.com/dir/a%20b.png",
                "https://media.s3-accelerate.dualstack.amazonaws.com/dir/a%20b.png",
                "https://media.s3-fips.us-east-1.amazonaws.com/dir/a%20b.png",
                "https://media.s3-fips.dualstack.us-east-1.amazonaws.com/dir/a%20b.png",
                "http://media.s3-website-us-east-1.amazonaws.com/dir/a%20b.png",
                "http://media.s3-website.eu-central-1.amazonaws.com/dir/a%20b.png",
                "https://s3.eu-central-1.amazonaws.com/media/dir/a%20b.png",
                "https://s3.amazonaws.com/media/dir/a%20b.png",
                "https://s3-eu-central-1.amazonaws.com/media/dir/a%20b.png",
                "https://s3.dualstack.eu-central-1.amazonaws.com/media/dir/a%20b.png",
                "https://s3-fips.us-east-1.amazonaws.com/media/dir/a%20b.png",
                "https://s3.eu-central-1.amazonaws.com/media%2Fdir%2Fa%20b.png"
            })
    void knows_every_form_of_amazons(String url) {
        assertThat(amazon("eu-central-1", "media").locate(url)).isEqualTo(owned("media", "dir/a b.png"));
    }

    @Test
    void knows_buckets_whose_names_hold_dots_and_never_takes_a_part_for_the_whole() {
        Addresses addresses = amazon("eu-central-1", "my.media", "media", "s3");

        assertThat(addresses.locate("https://my.media.s3.eu-central-1.amazonaws.com/a"))
                .isEqualTo(owned("my.media", "a"));
        assertThat(addresses.locate("https://s3.amazonaws.com/my.media/a")).isEqualTo(owned("my.media", "a"));
        assertThat(addresses.locate("https://media.s3.amazonaws.com/a")).isEqualTo(owned("media", "a"));
        assertThat(addresses.locate("https://s3.s3.amazonaws.com/a")).isEqualTo(owned("s3", "a"));
        assertThat(addresses.locate("https://your.media.s3.amazonaws.com/a")).isInstanceOf(Located.Foreign.class);
        assertThat(addresses.locate("https://media.my.s3.amazonaws.com/a")).isInstanceOf(Located.Foreign.class);
        assertThat(addresses.locate("https://s3.media.s3.amazonaws.com/a")).isInstanceOf(Located.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.s3.eu-central-1.amazonaws.com/media/a",
                "https://s3.eu-central-1.amazonaws.com/other/media/a",
                "https://media.s3.cn-north-1.amazonaws.com.cn/a",
                "https://media.s3.us-gov-west-1.amazonaws.com/a",
                "https://media.s3.eu-central-1.amazonaws.com:8443/a",
                "https://media.s3.eu-central-1.amazonaws.com:80/a",
                "https://media.s3.eu-central-1.amazonaws.com.evil.example/a",
                "https://media.s3.eu-central-1.evil-amazonaws.com/a",
                "https://evil.example/media.s3.amazonaws.com/a",
                "https://media.s3.evil.amazonaws.com/a",
                "https://media.s3x.amazonaws.com/a",
                "https://xmedia.s3.amazonaws.com/a",
                "https://media-s3.amazonaws.com/a",
                "https://media.s3-control.eu-central-1.amazonaws.com/a",
                "https://media.s3-object-lambda.eu-central-1.amazonaws.com/a",
                "https://media.sqs.eu-central-1.amazonaws.com/a",
                "https://s3-accelerate.amazonaws.com/media/a",
                "https://s3-website.eu-central-1.amazonaws.com/media/a",
                "https://media-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/a",
                "https://media.s3-accesspoint.eu-central-1.amazonaws.com/a",
                "https://s3.amazonaws.com/",
                "https://s3.amazonaws.com",
                "https://d111111abcdef8.cloudfront.net/a",
                "ftp://media.s3.amazonaws.com/a",
                "s3://other/a",
                "s3://media",
                "s3://MEDIA/a"
            })
    void leaves_alone_what_is_somebody_elses(String url) {
        assertThat(amazon("eu-central-1", "media").locate(url)).isInstanceOf(Located.Foreign.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, https://media.s3.cn-north-1.amazonaws.com.cn/a",
        "cn-north-1, https://s3.cn-northwest-1.amazonaws.com.cn/media/a",
        "us-gov-west-1, https://media.s3.us-gov-west-1.amazonaws.com/a",
        "us-gov-west-1, https://media.s3-fips-us-gov-west-1.amazonaws.com/a"
    })
    void knows_the_partitions_that_have_names_of_their_own(String region, String url) {
        assertThat(amazon(region, "media").locate(url)).isEqualTo(owned("media", "a"));
        assertThat(amazon(region, "media").locate("https://media.s3.eu-central-1.amazonaws.com/a"))
                .isInstanceOf(Located.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.s3.amazonaws.com/",
                "https://media.s3.amazonaws.com",
                "https://media.s3.amazonaws.com/dir/",
                "https://media.s3.amazonaws.com//a",
                "https://media.s3.amazonaws.com/a//b",
                "https://media.s3.amazonaws.com/a/../b",
                "https://media.s3.amazonaws.com/a/%2e%2e/b",
                "https://media.s3.amazonaws.com/a%2f..%2fb",
                "https://media.s3.amazonaws.com/./a",
                "https://media.s3.amazonaws.com/a%00b",
                "https://media.s3.amazonaws.com/a%0ab",
                "https://media.s3.amazonaws.com/a%zz",
                "https://media.s3.amazonaws.com/a%",
                "https://media.s3.amazonaws.com/%c0%ae",
                "https://user@media.s3.amazonaws.com/a",
                "https://media.s3.amazonaws.com\\@evil.example/a",
                "https://s3.amazonaws.com/media",
                "https://s3.amazonaws.com/media/",
                "https://s3.amazonaws.com/other/../media/a",
                " https://media.s3.amazonaws.com/a",
                "not a url",
                ""
            })
    void says_of_what_hides_something_that_nobody_knows_what_is_meant(String url) {
        assertThat(amazon("eu-central-1", "media").locate(url)).isInstanceOf(Located.Unparseable.class);
    }

    @Test
    void decodes_once_and_leaves_a_plus_a_plus() {
        Addresses addresses = amazon("eu-central-1", "media");

        assertThat(addresses.locate("https://media.s3.amazonaws.com/a+b")).isEqualTo(owned("media", "a+b"));
        assertThat(addresses.locate("https://media.s3.amazonaws.com/a%2Bb")).isEqualTo(owned("media", "a+b"));
        assertThat(addresses.locate("https://media.s3.amazonaws.com/a%2520b")).isEqualTo(owned("media", "a%20b"));
        assertThat(addresses.locate("https://media.s3.amazonaws.com/a%252Fb")).isEqualTo(owned("media", "a%2Fb"));
        assertThat(addresses.locate("https://media.s3.amazonaws.com/ü%C3%BC")).isEqualTo(owned("media", "üü"));
    }

    @Test
    void reads_uris_of_tools_that_encode_and_of_tools_that_do_not() {
        Addresses addresses = amazon("eu-central-1", "media");

        assertThat(addresses.locate("s3://media/dir/a b+ü.png")).isEqualTo(owned("media", "dir/a b+ü.png"));
        assertThat(addresses.locate("S3://media/dir/a.png")).isEqualTo(owned("media", "dir/a.png"));
        assertThat(addresses.locate("s3://media/100%")).isInstanceOf(Located.Unparseable.class);
        assertThat(addresses.locate("s3://media/a%20b"))
                .isEqualTo(new Located.Ambiguous(java.util.List.of(at("media", "a%20b"), at("media", "a b"))));
        assertThat(addresses.locate("s3://media/a?b"))
                .isEqualTo(new Located.Ambiguous(java.util.List.of(at("media", "a"), at("media", "a?b"))));
        assertThat(addresses.locate("s3://media/../other/a")).isInstanceOf(Located.Unparseable.class);
        assertThat(addresses.locate("s3://media/")).isInstanceOf(Located.Unparseable.class);
    }

    @Test
    void keeps_the_case_of_a_bucket_in_a_path_and_in_a_uri() {
        Addresses addresses = amazon("us-east-1", "OldMedia");

        assertThat(addresses.locate("https://s3.amazonaws.com/OldMedia/a")).isEqualTo(owned("OldMedia", "a"));
        assertThat(addresses.locate("s3://OldMedia/a")).isEqualTo(owned("OldMedia", "a"));
        assertThat(addresses.locate("https://s3.amazonaws.com/oldmedia/a")).isInstanceOf(Located.Foreign.class);
    }

    @Test
    void knows_access_points_that_were_configured() {
        Addresses addresses = addresses(builder -> builder.bucket("media")
                .region("eu-central-1")
                .accessPoint("media", "shop-123456789012")
                .accessPoint("media", "shop-abcdefgh-s3alias"));

        for (String url : new String[] {
            "https://shop-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/dir/a",
            "https://shop-123456789012.s3-accesspoint.dualstack.eu-central-1.amazonaws.com/dir/a",
            "https://shop-123456789012.s3-accesspoint-fips.us-east-1.amazonaws.com/dir/a",
            "https://shop-abcdefgh-s3alias.s3.eu-central-1.amazonaws.com/dir/a",
            "https://s3.eu-central-1.amazonaws.com/shop-abcdefgh-s3alias/dir/a"
        }) {
            assertThat(addresses.locate(url)).as(url).isEqualTo(owned("media", "dir/a"));
        }
        assertThat(addresses.locate("https://shop-999999999999.s3-accesspoint.eu-central-1.amazonaws.com/a"))
                .isInstanceOf(Located.Foreign.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://acct.r2.cloudflarestorage.com, https://acct.r2.cloudflarestorage.com/media/dir/a",
        "https://acct.r2.cloudflarestorage.com, https://media.acct.r2.cloudflarestorage.com/dir/a",
        "https://s3.eu-central-003.backblazeb2.com, https://s3.eu-central-003.backblazeb2.com/media/dir/a",
        "https://s3.eu-central-003.backblazeb2.com, https://media.s3.eu-central-003.backblazeb2.com/dir/a",
        "https://s3.eu-central-003.backblazeb2.com, https://f003.backblazeb2.com/file/media/dir/a",
        "http://127.0.0.1:9000, http://127.0.0.1:9000/media/dir/a",
        "http://localhost:9000, http://media.localhost:9000/dir/a",
        "https://ref.supabase.co/storage/v1/s3, https://ref.supabase.co/storage/v1/s3/media/dir/a",
        "https://minio.example.com, http://minio.example.com/media/dir/a",
        "https://minio.example.com/, https://minio.example.com/media/dir/a",
        "https://s3.eu-central-1.amazonaws.com, https://media.s3.amazonaws.com/dir/a"
    })
    void knows_the_forms_of_other_servers(URI endpoint, String url) {
        assertThat(at(endpoint).locate(url)).isEqualTo(owned("media", "dir/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://acct.r2.cloudflarestorage.com, https://other.r2.cloudflarestorage.com/media/a",
        "https://acct.r2.cloudflarestorage.com, https://media.other.r2.cloudflarestorage.com/a",
        "https://acct.r2.cloudflarestorage.com, https://pub-1.r2.dev/a",
        "https://acct.r2.cloudflarestorage.com, https://media.s3.amazonaws.com/a",
        "https://s3.eu-central-003.backblazeb2.com, https://f003.backblazeb2.com/file/other/a",
        "https://s3.eu-central-003.backblazeb2.com, https://f003.backblazeb2.com/b2api/media/a",
        "https://s3.eu-central-003.backblazeb2.com, https://xf003.backblazeb2.com/file/media/a",
        "http://127.0.0.1:9000, http://127.0.0.1:9001/media/a",
        "http://127.0.0.1:9000, http://127.0.0.1/media/a",
        "http://localhost:9000, http://media.localhost/a",
        "https://minio.example.com, https://minio.example.com/other/a",
        "https://minio.example.com, https://other.minio.example.com/a",
        "https://minio.example.com, https://media.x.minio.example.com/a",
        "https://minio.example.com, https://mediaminio.example.com/a",
        "https://ref.supabase.co/storage/v1/s3, https://ref.supabase.co/storage/v1/object/public/media/a",
        "https://ref.supabase.co/storage/v1/s3, https://ref.supabase.co/media/a"
    })
    void leaves_alone_what_is_at_other_servers_or_in_other_buckets(URI endpoint, String url) {
        assertThat(at(endpoint).locate(url)).isInstanceOf(Located.Foreign.class);
    }

    @Test
    void knows_addresses_of_a_bucket_from_configuration_only() {
        Addresses addresses = addresses(builder -> builder.bucket("media")
                .bucket("thumbs")
                .region("eu-central-1")
                .publicUrls("media", URI.create("https://cdn.example.com/"))
                .publicUrls("thumbs", URI.create("https://cdn.example.com/t"), "small/")
                .alsoKnownAs("media", URI.create("https://d111111abcdef8.cloudfront.net"), "/live")
                .alsoKnownAs("media", URI.create("http://old.example.com:8080/files")));

        assertThat(addresses.locate("https://cdn.example.com/dir/a")).isEqualTo(owned("media", "dir/a"));
        assertThat(addresses.locate("https://cdn.example.com/t/a")).isEqualTo(owned("thumbs", "small/a"));
        assertThat(addresses.locate("https://cdn.example.com/tt/a")).isEqualTo(owned("media", "tt/a"));
        assertThat(addresses.locate("https://d111111abcdef8.cloudfront.net/a")).isEqualTo(owned("media", "live/a"));
        assertThat(addresses.locate("http://old.example.com:8080/files/a%20b")).isEqualTo(owned("media", "a b"));
        assertThat(addresses.locate("http://old.example.com:8080/other/a")).isInstanceOf(Located.Foreign.class);
        assertThat(addresses.locate("http://old.example.com/files/a")).isInstanceOf(Located.Foreign.class);
        assertThat(addresses.locate("https://cdn.example.com/t/%2e%2e/a")).isInstanceOf(Located.Unparseable.class);
        assertThat(addresses.locate("https://cdn.example.com/")).isInstanceOf(Located.Unparseable.class);
    }

    @Test
    void knows_the_address_to_which_signed_urls_lead() {
        Addresses addresses = addresses(builder -> builder.bucket("media")
                .endpoint(URI.create("http://minio:9000"))
                .signingEndpoint(URI.create("https://files.example.com")));

        assertThat(addresses.locate("https://files.example.com/media/a?X-Amz-Signature=b"))
                .isEqualTo(owned("media", "a"));
        assertThat(addresses.locate("http://minio:9000/media/a")).isEqualTo(owned("media", "a"));
    }

    static Addresses amazon(String region, String... buckets) {
        return addresses(builder -> {
            for (String bucket : buckets) {
                builder.bucket(bucket);
            }
            return builder.region(region);
        });
    }

    private static Addresses at(URI endpoint) {
        return addresses(builder -> builder.bucket("media").endpoint(endpoint));
    }

    static Addresses addresses(UnaryOperator<S3StorageBuilder> more) {
        S3StorageBuilder builder = more.apply(S3Storage.named("s3"));
        return new Addresses(builder, builder.region == null ? "us-east-1" : builder.region);
    }

    private static Located owned(String bucket, String key) {
        return new Located.Owned(at(bucket, key), null);
    }

    private static BlobLocation at(String bucket, String key) {
        return new BlobLocation("s3", bucket, key);
    }
}
