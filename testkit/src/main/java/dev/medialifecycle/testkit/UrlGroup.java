package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.error.ErrorKind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A URL leads back to the blob it was made for; text that anybody could have made up leads nowhere and breaks nothing. */
abstract class UrlGroup extends ContractGroup {
    private static final int ROUND_TRIPS = 10_000;
    private static final int FUZZED = Heavy.or(20_000, 1_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    UrlGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void finds_the_blob_of_each_url_it_makes() {
        for (Function<BlobLocation, URI> form : forms()) {
            SeededRandom random = SeededRandom.start();
            Complaints complaints = new Complaints();
            // A service that is asked for each URL is asked for as many as there is time for.
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int trip = 0; trip < ROUND_TRIPS && System.nanoTime() < end; trip++) {
                BlobLocation location = work().at(contract().randomKey(random));
                complaints.check(location.key(), () -> roundTrip(form, location));
            }
            complaints.assertNone();
        }
    }

    @Test
    void finds_the_blobs_of_awkward_keys() {
        for (Function<BlobLocation, URI> form : forms()) {
            Complaints complaints = new Complaints();
            for (String key : awkwardKeys()) {
                complaints.check(key, () -> roundTrip(form, work().at(key)));
            }
            complaints.assertNone();
        }
    }

    @Test
    void makes_urls_that_hold_nothing_but_what_rfc_3986_allows() {
        for (Function<BlobLocation, URI> form : forms()) {
            for (String key : awkwardKeys()) {
                assertThat(form.apply(work().at(key)).toString()).matches("[A-Za-z0-9:/?#\\[\\]@!$&'()*+,;=._~%-]+");
            }
        }
    }

    @Test
    void lets_everybody_read_one_blob_by_its_signed_url() {
        assume(Capability.SIGNED_URL);
        assumeTrue(contract().answersUrls(), "nobody answers at the URLs");
        Complaints complaints = new Complaints();
        for (String key : awkwardKeys()) {
            complaints.check(key, () -> {
                oracle().write(work().use(key), SeededRandom.utf8("I am " + key), "image/png");
                HttpResponse<byte[]> answer = Web.get(provider().signedUrl(work().at(key), LIFETIME));
                assertThat(answer.statusCode()).as("status").isEqualTo(200);
                assertThat(answer.body()).isEqualTo(SeededRandom.utf8("I am " + key));
                assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
            });
        }
        complaints.assertNone();
    }

    @Test
    void lets_nobody_read_another_blob_by_a_signed_url() {
        assume(Capability.SIGNED_URL);
        assumeTrue(contract().answersUrls(), "nobody answers at the URLs");
        work().put("meant", SeededRandom.utf8("meant"));
        work().put("other", SeededRandom.utf8("other"));
        String url = provider().signedUrl(work().at("meant"), LIFETIME).toString();

        assertThat(Web.get(URI.create(url.replace("/meant", "/other"))).body())
                .isNotEqualTo(SeededRandom.utf8("other"));
        assertThat(Web.get(URI.create(url)).body()).isEqualTo(SeededRandom.utf8("meant"));
    }

    @Test
    void refuses_to_sign_for_no_time() {
        assume(Capability.SIGNED_URL);
        for (Duration lifetime : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThat(catchThrowable(() -> provider().signedUrl(work().at("a"), lifetime)))
                    .as("%s", lifetime)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void reads_urls_as_its_corpora_say() {
        assumeTrue(!contract().urlCorpora().isEmpty(), "the tests of this provider bring no corpus");
        for (String corpus : contract().urlCorpora()) {
            UrlCorpus.beside(contract().getClass(), corpus).assertReadBy(provider());
        }
    }

    @Test
    void takes_no_url_of_another_service_for_its_own() {
        UrlCorpus.beside(UrlCorpus.class, "strangers.tsv").assertReadBy(provider());
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
        Complaints complaints = new Complaints();
        for (int run = 0; run < FUZZED; run++) {
            String text = run % 4 == 0 ? random.text(60) : random.mangled(random.pick(seeds));
            complaints.check("\"" + text + "\"", () -> checkSound(text));
        }
        complaints.assertNone();
    }

    @Test
    void refuses_to_make_a_url_for_another_provider() {
        for (Function<BlobLocation, URI> form : forms()) {
            assertThat(refusalOf(() -> form.apply(elsewhere("a"))).kind()).isEqualTo(ErrorKind.REJECTED);
        }
    }

    private void roundTrip(Function<BlobLocation, URI> form, BlobLocation location) {
        String url = form.apply(location).toString();
        Object located = located(url);
        if (!located.equals(location)) {
            throw new AssertionError(url + " is " + located);
        }
    }

    private List<String> awkwardKeys() {
        return AwkwardKeys.all().stream()
                .filter(key -> contract().bears(work().at(key).key()))
                .toList();
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

    /** Without assertions that cost time even if they hold, as this is asked a million times. */
    private void checkSound(String text) {
        Located located = Objects.requireNonNull(provider().locate(text), "an answer");
        if (located instanceof Located.Owned owned) {
            BlobLocation location = owned.location();
            boolean isOurs = location.provider().equals(provider().name())
                    && (location.bucket().equals(contract().bucket())
                            || provider().buckets().contains(location.bucket()));
            if (!isOurs || !(BlobUrl.split(text) instanceof BlobUrl.Parts)) {
                throw new AssertionError("is taken for " + owned);
            }
            boolean hasUrl = provider().capabilities().contains(Capability.PUBLIC_URL);
            if (hasUrl && contract().bears(owned.location().key())) {
                roundTrip(provider()::publicUrl, owned.location());
            }
        }
    }
}
