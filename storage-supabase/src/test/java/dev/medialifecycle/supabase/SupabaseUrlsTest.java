package dev.medialifecycle.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.SeededRandom;
import java.net.URI;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of URL that the service and its clients use leads to its blob, and nothing else does. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SupabaseUrlsTest {
    private static final String HOST = "https://pjgwpksoqubtzfsetjbu.supabase.co";
    private static final String BASE = HOST + "/storage/v1";

    private final SupabaseStorage storage = at(BASE).alsoAt(URI.create("https://media.example.com/storage/v1"))
            .alsoAt(URI.create("https://cdn.example.com/files"))
            .open();

    private static SupabaseStorageBuilder at(String url) {
        return SupabaseStorage.at("supabase", URI.create(url))
                .serviceKey("sb_secret_abc")
                .publicBucket("images")
                .bucket("inputs");
    }

    @Test
    void a_public_url_from_a_hosts_database() {
        assertOwned(
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/7d0db514-1fba-4678-b0ae-d383b529ab76/reference-images/1760071049486-4ha9ko495um.png",
                "images",
                "7d0db514-1fba-4678-b0ae-d383b529ab76/reference-images/1760071049486-4ha9ko495um.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/object/public/inputs/f/a.png",
                "/object/public/inputs/f/a.png?download=b.png",
                "/object/sign/inputs/f/a.png?token=eyJhbGciOiJIUzI1NiJ9.e30.x",
                "/object/sign/inputs/f/a.png",
                "/object/authenticated/inputs/f/a.png",
                "/object/inputs/f/a.png",
                "/object/upload/sign/inputs/f/a.png?token=x",
                "/object/info/inputs/f/a.png",
                "/object/info/public/inputs/f/a.png",
                "/object/info/authenticated/inputs/f/a.png",
                "/render/image/public/inputs/f/a.png?width=100&height=100&resize=cover&quality=80&format=origin",
                "/render/image/sign/inputs/f/a.png?token=x&width=10",
                "/render/image/authenticated/inputs/f/a.png",
                "/s3/inputs/f/a.png",
                "/s3/inputs/f/a.png?X-Amz-Signature=x&X-Amz-Expires=60"
            })
    void every_form_leads_to_its_blob_at_every_host_of_the_project(String form) {
        for (String base : List.of(
                BASE,
                "http://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1",
                "HTTPS://PJGWPKSOQUBTZFSETJBU.Supabase.CO:443/storage/v1",
                "https://pjgwpksoqubtzfsetjbu.storage.supabase.co/storage/v1",
                "https://media.example.com/storage/v1",
                "https://cdn.example.com/files")) {
            assertOwned(base + form, "inputs", "f/a.png");
        }
    }

    @Test
    void a_slash_may_be_encoded_once_and_a_plus_is_a_plus() {
        assertOwned(BASE + "/object/public/images/a%2Fb.png", "images", "a/b.png");
        assertOwned(BASE + "/object/public/images/a+b.png", "images", "a+b.png");
        assertOwned(BASE + "/object/public/images/a%2Bb%20c.png", "images", "a+b c.png");
        assertNotOwned(BASE + "/object/public/images/a%252Fb.png");
    }

    @Test
    void the_first_raw_question_mark_begins_the_query() {
        assertOwned(BASE + "/object/public/images/a?b?c", "images", "a");
        assertOwned(BASE + "/object/public/images/a%3Fb?c", "images", "a?b");
        assertOwned(BASE + "/object/public/images/a#b", "images", "a");
    }

    @Test
    void a_word_of_the_api_may_be_a_bucket() {
        SupabaseStorage odd = SupabaseStorage.at("supabase", URI.create(BASE))
                .serviceKey("sb_secret_abc")
                .bucket("public")
                .bucket("sign")
                .open();

        assertThat(odd.locate(BASE + "/object/public/a.png"))
                .isEqualTo(new Located.Owned(new BlobLocation("supabase", "public", "a.png"), null));
        assertThat(odd.locate(BASE + "/object/public/sign/a.png"))
                .isEqualTo(new Located.Owned(new BlobLocation("supabase", "sign", "a.png"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pjgwpksoqubtzfsetjbu.supabase.co.evil.example/storage/v1/object/public/images/a",
                "https://evil-pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/a",
                "https://xpjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/a",
                "https://other.supabase.co/storage/v1/object/public/images/a",
                "https://other.storage.supabase.co/storage/v1/object/public/images/a",
                "https://pjgwpksoqubtzfsetjbu.supabase.co@evil.example/storage/v1/object/public/images/a",
                "https://pjgwpksoqubtzfsetjbu.supabase.co:8443/storage/v1/object/public/images/a",
                "ftp://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/a",
                "https://media.example.com/files/object/public/images/a",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/rest/v1/object/public/images/a",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/object/public/images/a",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1x/object/public/images/a",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/%2e%2e/x",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/../inputs/x",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images//lead.txt",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/caf%C3%A9.png",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/a%00b",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images/",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/public/images",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/object/images",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/render/image/public/images",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1/bucket/images",
                "https://pjgwpksoqubtzfsetjbu.supabase.co/storage/v1",
                "not a url",
                ""
            })
    void nothing_else_is_taken_for_a_blob(String url) {
        assertNotOwned(url);
    }

    @Test
    void another_bucket_of_the_project_is_somebody_elses() {
        assertThat(storage.locate(BASE + "/object/public/avatars/a.png"))
                .isEqualTo(new Located.Foreign("pjgwpksoqubtzfsetjbu.supabase.co"));
    }

    @Test
    void what_hides_something_is_said_to() {
        assertThat(storage.locate(BASE + "/object/public/images/%2e%2e/x")).isInstanceOf(Located.Unparseable.class);
        assertThat(storage.locate(BASE + "/object/public/images/caf%C3%A9.png"))
                .isInstanceOf(Located.Unparseable.class);
    }

    @Test
    void the_two_hosts_of_a_project_are_one_whichever_was_configured() {
        SupabaseStorage direct =
                at("https://ref.storage.supabase.co/storage/v1").open();

        assertThat(direct.locate("https://ref.supabase.co/storage/v1/object/public/images/a"))
                .isInstanceOf(Located.Owned.class);
        assertThat(direct.publicUrl(new BlobLocation("supabase", "images", "a")).getHost())
                .isEqualTo("ref.storage.supabase.co");
    }

    @Test
    void the_address_of_a_project_is_enough_where_it_is_hosted() {
        for (String url : List.of(HOST, HOST + "/")) {
            assertThat(at(url).open().publicUrl(new BlobLocation("supabase", "images", "a")))
                    .hasToString(BASE + "/object/public/images/a");
        }
        assertThat(at("http://localhost:5000").open().publicUrl(new BlobLocation("supabase", "images", "a")))
                .hasToString("http://localhost:5000/object/public/images/a");
    }

    @Test
    void public_urls_lead_back_for_every_key_that_the_service_holds() {
        SeededRandom random = SeededRandom.start();
        for (int trip = 0; trip < 10_000; trip++) {
            BlobLocation location = new BlobLocation("supabase", "images", SupabaseContract.keyOf(random));
            String url = storage.publicUrl(location).toString();
            assertThat(storage.locate(url)).as(url).isEqualTo(new Located.Owned(location, null));
        }
    }

    @Test
    void no_text_makes_it_throw() {
        SeededRandom random = SeededRandom.start();
        List<String> seeds = List.of(
                BASE + "/object/public/images/f/a.png",
                BASE + "/render/image/sign/inputs/a?token=x",
                "https://cdn.example.com/files/s3/inputs/f/a.png",
                "https://pjgwpksoqubtzfsetjbu.storage.supabase.co/storage/v1/object/upload/sign/inputs/a");
        for (int run = 0; run < 200_000; run++) {
            String text = run % 5 == 0 ? random.text(80) : random.mangled(random.pick(seeds));
            if (storage.locate(text) instanceof Located.Owned owned) {
                assertThat(owned.location().bucket()).isIn("images", "inputs");
                assertThat(Keys.USUAL.matcher(owned.location().key()).matches())
                        .as(text)
                        .isTrue();
            }
        }
    }

    @Test
    void a_private_bucket_has_no_public_urls() {
        MediaLifecycleException refusal = Assertions.catchThrowableOfType(
                MediaLifecycleException.class, () -> storage.publicUrl(new BlobLocation("supabase", "inputs", "a")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("supabase:inputs is not configured as public");

        SupabaseStorage secretive = SupabaseStorage.at("supabase", URI.create(BASE))
                .serviceKey("sb_secret_abc")
                .bucket("inputs")
                .open();
        assertThat(secretive.capabilities()).doesNotContain(Capability.PUBLIC_URL);
    }

    private void assertOwned(String url, String bucket, String key) {
        assertThat(storage.locate(url))
                .as(url)
                .isEqualTo(new Located.Owned(new BlobLocation("supabase", bucket, key), null));
    }

    private void assertNotOwned(String url) {
        assertThat(storage.locate(url)).as(url).isInstanceOfAny(Located.Foreign.class, Located.Unparseable.class);
    }
}
