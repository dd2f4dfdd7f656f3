package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.local.Authorization;
import dev.medialifecycle.local.Authorization.Granted;
import dev.medialifecycle.local.Authorization.Reason;
import dev.medialifecycle.local.Authorization.Refused;
import dev.medialifecycle.local.LocalStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed URL reads one blob for so long, and nothing made of it reads anything else. */
class LocalStorageUrlsTest {
    private static final BlobLocation PHOTO = new BlobLocation("local", "media", "u 42/ph\u00f6to.png");

    @TempDir
    Path root;

    private final ManualClock clock = ManualClock.at("2026-11-01T00:00:00.500Z");
    private LocalStorage storage;

    @BeforeEach
    void open() {
        storage = storage("0123456789abcdef");
    }

    @Test
    void makes_public_urls_below_the_base() {
        assertThat(storage.publicUrl(PHOTO))
                .hasToString("https://cdn.example.com:8443/files/media/u%2042/ph%C3%B6to.png");
    }

    @Test
    void reads_urls_as_the_corpus_says() {
        UrlCorpus.beside(LocalStorageUrlsTest.class, "local-urls.tsv").assertReadBy(storage);
    }

    @Test
    void grants_until_the_lifetime_is_over_and_not_a_second_longer() {
        String target = target(storage.signedUrl(PHOTO, Duration.ofSeconds(300)));

        clock.advance(Duration.ofSeconds(299));
        assertThat(storage.authorize(target)).isEqualTo(new Granted(PHOTO));

        clock.advance(Duration.ofSeconds(2));
        assertThat(storage.authorize(target)).isEqualTo(new Refused(Reason.EXPIRED));
    }

    @Test
    void grants_a_whole_url_as_well_as_its_path_and_query() {
        URI url = storage.signedUrl(PHOTO, Duration.ofMinutes(5));

        assertThat(storage.authorize(url.toString())).isEqualTo(new Granted(PHOTO));
    }

    @Test
    void refuses_every_single_character_that_was_changed() {
        String target = target(storage.signedUrl(PHOTO, Duration.ofMinutes(5)));

        for (int at = 0; at < target.length(); at++) {
            char other = target.charAt(at) == '1' ? '2' : '1';
            String forged = target.substring(0, at) + other + target.substring(at + 1);
            assertThat(storage.authorize(forged)).as(forged).isInstanceOf(Refused.class);
        }
    }

    @Test
    void refuses_a_signature_of_another_blob_bucket_expiry_or_secret() {
        String target = target(storage.signedUrl(PHOTO, Duration.ofMinutes(5)));
        String query = target.substring(target.indexOf('?'));

        assertThat(storage.authorize("/files/media/other.png" + query)).isEqualTo(new Refused(Reason.FORGED));
        assertThat(storage.authorize(target.replace("/media/", "/private/"))).isEqualTo(new Refused(Reason.FORGED));
        assertThat(storage.authorize(target.replace("expires=", "expires=9"))).isEqualTo(new Refused(Reason.FORGED));
        assertThat(storage("fedcba9876543210").authorize(target)).isEqualTo(new Refused(Reason.FORGED));
    }

    @Test
    void refuses_what_has_no_readable_signature() {
        String path = target(storage.publicUrl(PHOTO));

        assertThat(storage.authorize(path)).isEqualTo(new Refused(Reason.UNSIGNED));
        assertThat(storage.authorize(path + "?v=1")).isEqualTo(new Refused(Reason.UNSIGNED));
        assertThat(storage.authorize(path + "?expires=1")).isEqualTo(new Refused(Reason.UNSIGNED));
        for (String query : List.of(
                "?",
                "?expires",
                "?expires=x&signature=00",
                "?expires=-1&signature=00",
                "?expires=1&expires=2&signature=00",
                "?expires=99999999999999999999&signature=00")) {
            assertThat(storage.authorize(path + query)).as(query).isEqualTo(new Refused(Reason.UNREADABLE));
        }
    }

    @Test
    void refuses_targets_that_name_no_blob_of_its_own() {
        String query = "?expires=99999999999&signature=00";
        for (String path : List.of(
                "",
                "/",
                "/files",
                "/files/",
                "/files/media/",
                "/files/nobucket/a",
                "/media/a",
                "//x/y",
                "/files/media/../media/a",
                "/files/media/%2e%2e/a",
                "/files/media/a%00",
                "\0",
                "/files/media/a\n")) {
            assertThat(storage.authorize(path + query)).as(path).isEqualTo(new Refused(Reason.UNREADABLE));
        }
    }

    @Test
    void never_throws_whatever_the_target() {
        SeededRandom random = SeededRandom.start();
        String target = target(storage.signedUrl(PHOTO, Duration.ofMinutes(5)));
        for (int run = 0; run < 5_000; run++) {
            String mangled = random.mangled(target);
            Authorization answer = storage.authorize(mangled);
            if (answer instanceof Granted granted) {
                assertThat(granted.location()).as(mangled).isEqualTo(PHOTO);
            }
        }
    }

    @Test
    void lets_the_blob_that_was_meant_be_stored_until_the_lifetime_is_over() {
        SignedPut leave = storage.signedPut(PHOTO, "image/png", 17, Duration.ofSeconds(300));
        String target = target(leave.url());

        assertThat(leave.method()).isEqualTo("PUT");
        assertThat(leave.headers()).containsExactly(Map.entry("Content-Type", "image/png"));
        assertThat(storage.authorizePut(target, "image/png", 17)).isEqualTo(new Granted(PHOTO));
        clock.advance(Duration.ofSeconds(301));
        assertThat(storage.authorizePut(target, "image/png", 17)).isEqualTo(new Refused(Reason.EXPIRED));
    }

    @Test
    void lets_nothing_else_be_stored() {
        String target = target(
                storage.signedPut(PHOTO, "image/png", 17, Duration.ofMinutes(5)).url());
        Refused forged = new Refused(Reason.FORGED);

        assertThat(storage.authorizePut(target, "image/png", 18)).isEqualTo(forged);
        assertThat(storage.authorizePut(target, "image/png", -1)).isEqualTo(forged);
        assertThat(storage.authorizePut(target, "text/html", 17)).isEqualTo(forged);
        assertThat(storage.authorizePut(target, "", 17)).isEqualTo(forged);
        assertThat(storage.authorizePut(target.replace("/media/", "/private/"), "image/png", 17))
                .isEqualTo(forged);
        assertThat(storage.authorizePut(target.replace("expires=", "expires=9"), "image/png", 17))
                .isEqualTo(forged);
    }

    @Test
    void takes_leave_to_read_for_no_leave_to_store_nor_the_other_way_round() {
        String read = target(storage.signedUrl(PHOTO, Duration.ofMinutes(5)));
        String store = target(
                storage.signedPut(PHOTO, "image/png", 17, Duration.ofMinutes(5)).url());

        assertThat(storage.authorizePut(read, "image/png", 17)).isEqualTo(new Refused(Reason.FORGED));
        assertThat(storage.authorize(store)).isEqualTo(new Refused(Reason.FORGED));
    }

    @Test
    void takes_http_and_https_on_their_default_ports_for_one() {
        LocalStorage plain = LocalStorage.at("local", root)
                .bucket("media")
                .publicBaseUrl(URI.create("http://Media.Example.com/"))
                .open();

        for (String url : List.of(
                "https://media.example.com/media/a",
                "HTTP://MEDIA.EXAMPLE.COM:80/media/a",
                "https://media.example.com.:443/media/a")) {
            assertThat(plain.locate(url))
                    .as(url)
                    .hasToString(
                            plain.locate("http://media.example.com/media/a").toString());
        }
    }

    @Test
    void refuses_a_secret_that_is_too_short() {
        MediaLifecycleException refusal =
                catchThrowableOfType(MediaLifecycleException.class, () -> storage("fifteen bytes!!"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_SECRET);
        assertThat(refusal).hasMessageNotContaining("fifteen");
    }

    @Test
    void refuses_a_base_that_is_no_web_address() {
        for (String base : List.of(
                "/files",
                "ftp://example.com",
                "https://example.com/?a",
                "https://example.com/#a",
                "https://example.com/a/../b")) {
            MediaLifecycleException refusal = catchThrowableOfType(
                    MediaLifecycleException.class,
                    () -> LocalStorage.at("local", root).publicBaseUrl(URI.create(base)));
            assertThat(refusal.code()).as(base).isEqualTo(ErrorCode.INVALID_URL);
        }
    }

    private LocalStorage storage(String secret) {
        return LocalStorage.at("local", root)
                .bucket("media")
                .bucket("private")
                .publicBaseUrl(URI.create("https://cdn.example.com:8443/files/"))
                .signingSecret(SeededRandom.utf8(secret))
                .clock(clock)
                .open();
    }

    private static String target(URI url) {
        return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }
}
