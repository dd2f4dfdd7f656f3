package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A URL leads back to the blob it was made for; text that anybody could have made up leads nowhere and breaks nothing. */
abstract class UrlGroup extends ContractGroup {
    private static final int ROUND_TRIPS = 2_000;
    private static final int FUZZED = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    UrlGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void finds_the_blob_of_each_url_it_makes() {
        for (Function<BlobLocation, URI> form : forms()) {
            SeededRandom random = SeededRandom.start();
            int refused = 0;
            int trips = 0;
            // A service that is asked for each URL is asked for as many as there is time for.
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (trips < ROUND_TRIPS && System.nanoTime() < end) {
                refused += roundTrip(form, work().at(contract().randomKey(random)));
                trips++;
            }
            assertThat(refused).as("keys that have no URL, of %s", trips).isLessThanOrEqualTo(trips / 10);
        }
    }

    @Test
    void finds_the_blobs_of_awkward_keys() {
        for (Function<BlobLocation, URI> form : forms()) {
            AwkwardKeys.all().forEach(key -> roundTrip(form, work().at(key)));
        }
    }

    @Test
    void makes_urls_that_hold_nothing_but_what_rfc_3986_allows() {
        for (Function<BlobLocation, URI> form : forms()) {
            for (String key : AwkwardKeys.all()) {
                urlOf(form, work().at(key))
                        .ifPresent(
                                url -> assertThat(url.toString()).matches("[A-Za-z0-9:/?#\\[\\]@!$&'()*+,;=._~%-]+"));
            }
        }
    }

    @Test
    void looks_past_the_spelling_of_scheme_host_port_and_query() {
        for (String url : genuineUrls()) {
            int host = url.indexOf("://") + 3;
            int path = url.indexOf('/', host);
            String joint = url.contains("?") ? "&" : "?";
            List<String> spellings = new ArrayList<>(List.of(
                    url.substring(0, path).toUpperCase(Locale.ROOT) + url.substring(path),
                    url + joint + "v=2",
                    url + "#top"));
            if (url.lastIndexOf(':', path) < host) {
                spellings.add(
                        url.substring(0, path) + (url.startsWith("https") ? ":443" : ":80") + url.substring(path));
            }
            for (String spelling : spellings) {
                assertThat(located(spelling)).as(spelling).isEqualTo(genuine());
            }
        }
    }

    @Test
    void never_takes_a_look_alike_host_for_its_own() {
        for (String url : genuineUrls()) {
            HostileUrls.lookAlikes(url).forEach(this::assertNotOwned);
        }
    }

    @Test
    void never_follows_what_a_url_hides() {
        for (String url : genuineUrls()) {
            HostileUrls.disguises(url).forEach(this::assertNotOwned);
        }
    }

    @Test
    void finds_nothing_in_text_that_is_no_url() {
        HostileUrls.noUrls().forEach(this::assertNotOwned);
    }

    @Test
    void never_throws_whatever_the_text() {
        SeededRandom random = SeededRandom.start();
        List<String> seeds = new ArrayList<>(genuineUrls());
        seeds.addAll(HostileUrls.noUrls());
        seeds.add("https://example.com/a/b?c=d#e");
        for (int run = 0; run < FUZZED; run++) {
            String text = run % 4 == 0 ? random.text(60) : random.mangled(random.pick(seeds));
            assertThatCode(() -> assertSound(text)).as("\"%s\"", text).doesNotThrowAnyException();
        }
    }

    @Test
    void refuses_to_make_a_url_for_another_provider() {
        for (Function<BlobLocation, URI> form : forms()) {
            assertThat(refusalOf(() -> form.apply(elsewhere("a"))).kind()).isEqualTo(ErrorKind.REJECTED);
        }
    }

    /** 1 if the provider has no URL for such a key, else 0. */
    private int roundTrip(Function<BlobLocation, URI> form, BlobLocation location) {
        Optional<URI> url = urlOf(form, location);
        url.ifPresent(
                made -> assertThat(located(made.toString())).as("%s", made).isEqualTo(location));
        return url.isPresent() ? 0 : 1;
    }

    private static Optional<URI> urlOf(Function<BlobLocation, URI> form, BlobLocation location) {
        try {
            return Optional.of(form.apply(location));
        } catch (MediaLifecycleException refusal) {
            assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
            return Optional.empty();
        }
    }

    private List<Function<BlobLocation, URI>> forms() {
        List<Function<BlobLocation, URI>> forms = new ArrayList<>();
        if (provider().capabilities().contains(Capability.PUBLIC_URL)) {
            forms.add(provider()::publicUrl);
        }
        if (provider().capabilities().contains(Capability.SIGNED_URL)) {
            forms.add(this::signedUrl);
        }
        assumeTrue(!forms.isEmpty(), "neither kind of URL is declared");
        return forms;
    }

    private BlobLocation genuine() {
        return work().at("folder/hostile/a.png");
    }

    private List<String> genuineUrls() {
        return forms().stream().map(form -> form.apply(genuine()).toString()).toList();
    }

    private Object located(String url) {
        Located located = provider().locate(url);
        return located instanceof Located.Owned owned ? owned.location() : located;
    }

    private void assertNotOwned(String url) {
        assertThat(provider().locate(url))
                .as("\"%s\"", url)
                .isInstanceOfAny(Located.Foreign.class, Located.Unparseable.class);
    }

    private void assertSound(String text) {
        Located located = provider().locate(text);
        assertThat(located).isNotNull();
        if (located instanceof Located.Owned owned) {
            assertThat(owned.location().provider()).isEqualTo(provider().name());
            assertThat(BlobUrl.split(text)).as("an owned URL").isInstanceOf(BlobUrl.Parts.class);
        }
    }
}
