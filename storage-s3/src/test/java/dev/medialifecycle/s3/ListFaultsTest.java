package dev.medialifecycle.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.medialifecycle.s3.FakeS3.error;
import static dev.medialifecycle.s3.FakeS3.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A listing is whole or throws. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListFaultsTest {
    private static FakeS3 fake;
    private S3Storage storage;

    @BeforeAll
    static void start() {
        fake = new FakeS3();
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    @BeforeEach
    void open() {
        fake.forget();
        storage = fake.open();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void asks_for_keys_that_xml_cannot_spoil_and_decodes_them_once() {
        answer(page("<EncodingType>url</EncodingType>", "p/a%2Bb", "p/c+d", "p/e%252Ff", "p/%E2%80%A8g", "p/%C3%BC"));

        assertThat(keys(list("p/", null))).containsExactly("p/a+b", "p/c d", "p/e%2Ff", "p/\u2028g", "p/ü");
        assertThat(fake.requests().get(0).queryParameter("encoding-type").firstValue())
                .isEqualTo("url");
        assertThat(fake.requests().get(0).queryParameter("list-type").firstValue())
                .isEqualTo("2");
    }

    @Test
    void takes_keys_as_they_are_from_a_server_that_does_not_encode() {
        answer(page("", "p/a%2Bb", "p/c+d"));

        assertThat(keys(list("p/", null))).containsExactly("p/a%2Bb", "p/c+d");
    }

    @Test
    void leaves_out_what_can_be_no_blob_and_keeps_the_rest() {
        answer(page("<EncodingType>url</EncodingType>", "p/", "p/a", "p//b", "p/%01c", "p/../d", "p/e"));

        assertThat(keys(list("p/", null))).containsExactly("p/a", "p/e");
    }

    @Test
    void passes_the_services_own_place_on_and_back() {
        answer(xml(
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>1/+ü=</NextContinuationToken>"
                        + "</ListBucketResult>"));
        String token = Objects.requireNonNull(list("p/", null).nextToken());

        fake.server()
                .stubFor(get(urlPathEqualTo("/media"))
                        .withQueryParam("continuation-token", equalTo("1/+ü="))
                        .willReturn(page("", "p/z")));
        BlobPage last = list("p/", token);

        assertThat(keys(last)).containsExactly("p/z");
        assertThat(last.nextToken()).isNull();
    }

    @Test
    void refuses_a_place_in_another_listing() {
        answer(xml(
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                        + "</ListBucketResult>"));
        String token = Objects.requireNonNull(list("p/", null).nextToken());

        assertThat(refusal("q/", token).kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(refusal("p", token).kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "", "!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ü"})
    void refuses_a_place_that_it_never_gave(String token) {
        assertThat(refusal("p/", token).kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void refuses_to_end_where_the_service_says_that_there_is_more() {
        answer(xml(200, "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"));

        assertThat(refusal("p/", null).code()).isEqualTo(ErrorCode.STORAGE_LIES);
    }

    @Test
    void takes_no_page_of_another_kind_for_an_empty_one() {
        answer(xml(200, "<html><body><p>Log in to this network</p></body></html>"));

        assertThat(refusal("p/", null).code()).isEqualTo(ErrorCode.STORAGE_LIES);
    }

    @Test
    void refuses_a_listing_of_something_else() {
        answer(page("", "p/a", "other"));

        assertThat(refusal("p/", null).code()).isEqualTo(ErrorCode.STORAGE_LIES);
    }

    @Test
    void ends_where_the_service_says_so_whatever_place_it_names() {
        answer(xml(
                200,
                "<ListBucketResult><IsTruncated>false</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                        + "</ListBucketResult>"));

        assertThat(list("p/", null).nextToken()).isNull();
    }

    @Test
    void takes_no_answer_that_was_cut_off_for_a_short_one() {
        String whole = "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents("p/a") + contents("p/b")
                + "</ListBucketResult>";
        for (int length = 0; length < whole.length(); length += 11) {
            answer(xml(200, whole.substring(0, length)));

            assertThat(refusal("p/", null).kind())
                    .as("after %s characters", length)
                    .isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ListBucketResult><Contents><Key>p/a</Key><Size>many</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>p/a</Key><LastModified>soon</LastModified></Contents></ListBucketResult>",
                "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>p/%zz</Key></Contents></ListBucketResult>",
                "<html><body>Welcome</html>"
            })
    void takes_no_nonsense_for_an_answer(String nonsense) {
        answer(xml(200, nonsense));

        assertThat(refusal("p/", null).kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchBucket, NOT_FOUND, BUCKET_NOT_FOUND",
        "404, Whatever, NOT_FOUND, BUCKET_NOT_FOUND",
        "403, AccessDenied, DENIED, STORAGE_DENIED",
        "500, InternalError, UNAVAILABLE, STORAGE_UNAVAILABLE",
        "503, SlowDown, THROTTLED, STORAGE_UNAVAILABLE"
    })
    void maps_what_the_service_says_to_a_listing(int status, String said, ErrorKind kind, ErrorCode code) {
        answer(error(status, said));

        assertThat(refusal("p/", null).kind()).isEqualTo(kind);
        assertThat(refusal("p/", null).code()).isEqualTo(code);
    }

    @Test
    void throws_where_the_connection_breaks() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(refusal("p/", null).kind()).isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
    }

    @Test
    void tells_size_and_age_where_the_service_does() {
        answer(xml(
                200,
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>p/a</Key><Size>12</Size><LastModified>2026-11-01T10:00:00.000Z"
                        + "</LastModified></Contents>" + contents("p/b") + "</ListBucketResult>"));

        BlobPage page = list("p/", null);

        assertThat(page.blobs()).extracting(StoredBlob::size).containsExactly(12L, 0L);
        assertThat(page.blobs())
                .extracting(StoredBlob::modifiedAt)
                .containsExactly(Instant.parse("2026-11-01T10:00:00Z"), null);
    }

    private BlobPage list(String prefix, @Nullable String token) {
        return storage.list("media", prefix, token);
    }

    private MediaLifecycleException refusal(String prefix, @Nullable String token) {
        MediaLifecycleException refusal =
                catchThrowableOfType(MediaLifecycleException.class, () -> list(prefix, token));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        fake.server().stubFor(get(urlPathEqualTo("/media")).willReturn(answer));
    }

    private static ResponseDefinitionBuilder page(String more, String... keys) {
        StringBuilder body = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>" + more);
        for (String key : keys) {
            body.append(contents(key));
        }
        return xml(200, body + "</ListBucketResult>");
    }

    private static String contents(String key) {
        return "<Contents><Key>" + key + "</Key></Contents>";
    }

    private static java.util.List<String> keys(BlobPage page) {
        return page.blobs().stream().map(blob -> blob.location().key()).toList();
    }
}
