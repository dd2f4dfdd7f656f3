package dev.medialifecycle.imagekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.SeededRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImageKitUrlsTest {
    private static final String BASE = "https://ik.imagekit.io/demo";
    private static final Instant EXPIRES = Instant.parse("2026-11-01T12:00:00Z");
    private static final BlobLocation CAT = at("u1/cat.jpg");

    private final ImageKitUrls urls = urls(
            UrlEndpoint.of(BASE, false),
            UrlEndpoint.of("https://images.example.com", false),
            UrlEndpoint.of("https://ik.imagekit.io/demo/pics/", false),
            UrlEndpoint.of("https://ik.imagekit.io/demo/shop", true));

    private static ImageKitUrls urls(UrlEndpoint... endpoints) {
        return new ImageKitUrls(
                "imagekit", Set.of("media", "inputs"), List.of(endpoints), new UrlSigner("private_secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ik.imagekit.io/demo/media/u1/cat.jpg",
                "http://ik.imagekit.io:80/demo/media/u1/cat.jpg",
                "HTTPS://IK.ImageKit.io/demo/media/u1/cat.jpg#top",
                "https://ik.imagekit.io/demo/media/u1/cat.jpg?updatedAt=1700000000000",
                "https://ik.imagekit.io/demo/media/u1/cat.jpg?tr=w-300,h-200",
                "https://ik.imagekit.io/demo/tr:w-300,h-200/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/tr:w-300,h-200:rt-90/media/u1/cat.jpg?v=3",
                "https://ik.imagekit.io/demo/tr%3Aw-300/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/tr:n-small/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/tr:l-text,i-a%2Fb,l-end/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/media/u1/cat.jpg?ik-obj-version=abc&tr=orig-true",
                "https://ik.imagekit.io/demo/media/u1/cat.jpg?ik-t=1700000000&ik-s=0123456789abcdef",
                "https://ik.imagekit.io/demo/media%2Fu1%2Fcat%2ejpg",
                "https://ik.imagekit.io/demo/pics/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/pics/tr:w-300/media/u1/cat.jpg",
                "https://images.example.com/media/u1/cat.jpg",
                "https://images.example.com/tr:w-300/media/u1/cat.jpg?tr=h-2",
                "https://images.example.com./media/u1/cat.jpg"
            })
    void knows_a_file_by_each_of_its_forms(String url) {
        assertThat(urls.locate(url)).isEqualTo(new Located.Owned(CAT, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ik.imagekit.io/other/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo2/media/u1/cat.jpg",
                "https://ik.imagekit.io/dem/o/media/u1/cat.jpg",
                "https://ik.imagekit.io/media/u1/cat.jpg",
                "https://ik.imagekit.io.evil.example/demo/media/u1/cat.jpg",
                "https://evil.example/demo/media/u1/cat.jpg",
                "https://ik.imagekit.io:8443/demo/media/u1/cat.jpg",
                "https://example.com/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/shop/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/shop/tr:w-1/anything"
            })
    void leaves_to_others_what_is_theirs(String url) {
        assertThat(urls.locate(url)).isInstanceOf(Located.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ik.imagekit.io/demo/blog/cat.jpg",
                "https://ik.imagekit.io/demo/Media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/media",
                "https://ik.imagekit.io/demo/media/",
                "https://ik.imagekit.io/demo/",
                "https://ik.imagekit.io/demo/tr:w-300",
                "https://ik.imagekit.io/demo/tr:w-300/tr:h-300/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/media/../media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/media/%2e%2e/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo//media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/media/u1%00/cat.jpg",
                "https://ik.imagekit.io/demo/media/u1/c%ff.jpg",
                "https://ik.imagekit.io/DEMO/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo%2fmedia/inputs/cat.jpg",
                "https://ik.imagekit.io/demo%2Fpics/media/inputs/cat.jpg",
                "https://ik.imagekit.io/demo/media/u1/cat.jpg?tr=l-image,ie-!!!,l-end",
                "https://user@ik.imagekit.io/demo/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo\\media/u1/cat.jpg",
                "not a url",
                ""
            })
    void says_that_it_cannot_tell_rather_than_guess(String url) {
        assertThat(urls.locate(url)).isInstanceOf(Located.Unparseable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ik.imagekit.io/demo/media/u1/a.mp4/ik-thumbnail.jpg",
                "https://ik.imagekit.io/demo/tr:w-300/media/u1/a.mp4/ik-master.m3u8?tr=sr-240_360",
                "https://images.example.com/media/u1/a.mp4/ik-video.mp4"
            })
    void protects_both_a_file_and_what_may_be_derived_from_it(String url) {
        assertThat(urls.locate(url))
                .isInstanceOfSatisfying(
                        Located.Ambiguous.class,
                        ambiguous ->
                                assertThat(ambiguous.candidates()).hasSize(2).contains(at("u1/a.mp4")));
    }

    @Test
    void takes_a_file_for_itself_if_nothing_it_could_be_derived_from_is_a_blob() {
        assertThat(urls.locate(BASE + "/media/ik-thumbnail.jpg"))
                .isEqualTo(new Located.Owned(at("ik-thumbnail.jpg"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?tr=w-300,l-image,i-inputs@@u1@@logo.png,w-10,l-end",
                "?tr=w-300:l-image,i-inputs%40%40u1%40%40logo.png,l-end",
                "?tr=l-image,ie-aW5wdXRzL3UxL2xvZ28ucG5n,l-end",
                "?tr=l-image,ie-L2lucHV0cy91MS9sb2dvLnBuZw%3D%3D,l-end",
                "?tr=l-text,i-hello,l-end,l-video,i-inputs@@u1@@logo.png,l-end",
                "?tr=l-image,i-ik_canvas,l-image,i-/inputs@@u1@@logo.png,l-end,l-end",
                "?tr=oi-inputs@@u1@@logo.png",
                "?v=1&tr=di-inputs@@u1@@logo.png"
            })
    void protects_what_a_transformation_shows_besides(String query) {
        assertThat(urls.locate(BASE + "/media/u1/cat.jpg" + query))
                .isEqualTo(new Located.Ambiguous(List.of(CAT, new BlobLocation("imagekit", "inputs", "u1/logo.png"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?tr=l-text,i-inputs@@u1@@logo.png,l-end",
                "?tr=l-image,i-logo.png,l-end",
                "?tr=l-image,i-ik_canvas,bg-FF0000,l-end",
                "?tr=l-image,i-50%25.png,l-end",
                "?tr=%zz",
                "?transform=oi-inputs@@u1@@logo.png"
            })
    void takes_no_text_and_no_file_elsewhere_for_a_blob(String query) {
        assertThat(urls.locate(BASE + "/media/u1/cat.jpg" + query)).isEqualTo(new Located.Owned(CAT, null));
    }

    @Test
    void leads_back_to_any_key_from_public_and_signed_urls_of_any_endpoint() {
        SeededRandom random = SeededRandom.start();
        ImageKitUrls custom = urls(UrlEndpoint.of("https://images.example.com/a%20b/c", false));
        for (int run = 0; run < 10_000; run++) {
            BlobLocation location = at(random.key(run % 3 == 0 ? "tr:w-1/" : ""));
            for (ImageKitUrls each : List.of(urls, custom)) {
                assertThat(each.locate(each.publicUrl(location).toString()))
                        .isEqualTo(new Located.Owned(location, null));
                assertThat(each.locate(each.signedUrl(location, EXPIRES).toString()))
                        .isEqualTo(new Located.Owned(location, null));
            }
        }
    }

    @Test
    void makes_no_url_for_a_name_that_stands_for_something_derived() {
        assertThatThrownBy(() -> urls.publicUrl(at("u1/a.mp4/ik-thumbnail.jpg")))
                .isInstanceOfSatisfying(MediaLifecycleException.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_LOCATION);
                });
    }

    @Test
    void never_throws_whatever_the_text() {
        SeededRandom random = SeededRandom.start();
        List<String> seeds = new ArrayList<>(List.of(
                urls.publicUrl(CAT).toString(),
                urls.signedUrl(CAT, EXPIRES).toString(),
                BASE + "/tr:w-300,l-image,ie-aW5wdXRzL3UxL2xvZ28ucG5n,l-end/media/u1/cat.jpg",
                "https://ik.imagekit.io/demo/pics/media/u1/a.mp4/ik-thumbnail.jpg?tr=oi-a@@b"));
        for (int run = 0; run < 50_000; run++) {
            String text = run % 5 == 0 ? random.text(80) : random.mangled(random.pick(seeds));
            assertThatCode(() -> assertThat(urls.locate(text)).isNotNull())
                    .as("\"%s\"", text)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void signs_as_imagekit_checks() {
        // printf 'media/u1/cat.jpg1793534400' | openssl dgst -sha1 -hmac private_secret
        assertThat(urls.signedUrl(CAT, EXPIRES))
                .hasToString(BASE + "/media/u1/cat.jpg?ik-t=1793534400&ik-s=f731e916727e5b553737432d7315764ac60de9b0");
    }

    @Test
    void lets_a_signed_url_live_no_shorter_than_asked() {
        assertThat(urls.signedUrl(CAT, EXPIRES.plusMillis(1)).getQuery()).startsWith("ik-t=1793534401&");
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("imagekit", "media", key);
    }
}
