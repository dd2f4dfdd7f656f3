package dev.medialifecycle.supabase;

import static dev.medialifecycle.supabase.Bench.at;
import static dev.medialifecycle.supabase.Bench.bytes;
import static dev.medialifecycle.supabase.Bench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.TestSource;
import dev.medialifecycle.testkit.supabase.SupabaseRequest;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Puts, signed URLs, and the leave to put. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WritesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Bench bench = Bench.hosted();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_put_never_asks_to_overwrite() {
        bench.put(at("a b+c"));

        SupabaseRequest request = bench.supabase.received().get(0);
        assertThat(request.line()).isEqualTo("POST /object/inputs/a%20b%2Bc");
        assertThat(request.header("x-upsert")).isEmpty();
        assertThat(request.header("Content-Length")).contains("1");
        assertThat(request.header("Content-Type")).contains("image/png");
        assertThat(bench.supabase.keys(Bench.PRIVATE)).containsExactly("a b+c");
    }

    @Test
    void create_only_is_not_promised_because_racers_get_through() {
        bench.put(at("a"));
        assertThat(failure(() -> bench.put(at("a"))).code()).isEqualTo(ErrorCode.KEY_TAKEN);

        bench.supabase.letCreationsThrough(1);
        bench.put(at("a"));

        assertThat(bench.storage.capabilities()).doesNotContain(Capability.CREATE_ONLY_PUT);
    }

    @Test
    void keys_that_the_service_cannot_hold_are_refused_before_anything_is_sent() {
        for (String key : List.of("caf\u00e9.png", "a%b", "a#b", "a[b]", "a~b", "a\"b", "a\\b", "a|b", "a\u00a0b")) {
            for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    () -> bench.put(at(key)),
                    () -> bench.storage.signedUrl(at(key), MINUTE),
                    () -> bench.storage.signedPut(at(key), "image/png", 1, MINUTE),
                    () -> bench.storage.publicUrl(Bench.publicly(key)))) {
                MediaLifecycleException refusal = failure(call);
                assertThat(refusal.kind()).as(key).isEqualTo(ErrorKind.REJECTED);
                assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_LOCATION);
            }
        }
        assertThat(bench.lines()).isEmpty();
    }

    @Test
    void a_server_that_holds_fewer_keys_than_was_thought_is_believed() {
        SupabaseStorage hopeful = bench.open(with -> with.possibleKeys(java.util.regex.Pattern.compile(".+")));

        assertThat(failure(() -> hopeful.put(request(at("caf\u00e9.png"), "image/png")))
                        .kind())
                .isEqualTo(ErrorKind.REJECTED);
        assertThat(hopeful.stat(at("caf\u00e9.png"))).isEmpty();
    }

    @Test
    void limits_of_the_bucket_have_codes_of_their_own() {
        bench.supabase.bucket("small", 3, "image/*");
        SupabaseStorage small = bench.open(with -> with.bucket("small"));
        BlobLocation location = new BlobLocation("supabase", "small", "a");

        assertThat(failure(() -> small.put(new PutRequest(location, TestSource.of(bytes("four")), "image/png")))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure(() -> small.put(request(location, "text/plain"))).code())
                .isEqualTo(ErrorCode.UNSUPPORTED_TYPE);
        assertThat(failure(() -> bench.storage.put(request(at("a"), "multipart/form-data; boundary=x")))
                        .code())
                .isEqualTo(ErrorCode.UNSUPPORTED_TYPE);
        assertThat(failure(() -> bench.storage.put(request(at("a"), "image/png\r\nx-upsert: true")))
                        .kind())
                .isEqualTo(ErrorKind.REJECTED);
        assertThat(bench.supabase.keys(Bench.PRIVATE)).isEmpty();
    }

    @Test
    void a_body_that_the_server_does_not_read_on_is_too_large_whatever_its_code_says() {
        String body = "{\"statusCode\":\"413\",\"error\":\"FastifyError\",\"code\":\"InternalError\"}";
        bench.supabase.trouble("POST /object/inputs", SupabaseTrouble.said(413, Map.of(), body), 1);

        assertThat(failure(() -> bench.put(at("a"))).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void a_put_without_a_whole_answer_is_unknown() {
        for (SupabaseTrouble trouble : List.of(
                SupabaseTrouble.lostAnswer(),
                SupabaseTrouble.lostRequest(),
                SupabaseTrouble.halfAnswer(),
                SupabaseTrouble.internalError(),
                SupabaseTrouble.databaseTimeout(),
                SupabaseTrouble.badGateway(),
                SupabaseTrouble.said(200, Map.of(), "<html>welcome</html>"),
                SupabaseTrouble.said(200, Map.of(), "{\"Key\":\"other/a\"}"))) {
            bench.supabase.trouble("POST /object/inputs", trouble, 1);
            assertThat(failure(() -> bench.put(at("a"))).kind())
                    .as("%s", trouble)
                    .isEqualTo(ErrorKind.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void no_message_tells_the_key_of_the_project_or_a_token() {
        String key = bench.supabase.serviceKey();
        for (SupabaseTrouble trouble :
                List.of(SupabaseTrouble.lostAnswer(), SupabaseTrouble.badGateway(), SupabaseTrouble.slowDown())) {
            bench.supabase.trouble("POST /object/", trouble, 2);
            for (MediaLifecycleException failure : List.of(
                    failure(() -> bench.put(at("a"))), failure(() -> bench.storage.signedUrl(at("a"), MINUTE)))) {
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                    assertThat(String.valueOf(cause))
                            .doesNotContain(key)
                            .doesNotContain("token=")
                            .doesNotContain("<html");
                }
            }
        }
    }

    @Test
    void a_signed_url_works_for_every_key_that_the_service_holds() throws Exception {
        for (String key : List.of("p/sp ace.txt", "a+b", "a&b=c", "a?token=b", "a@b:c,d;e$f", "it's(1)!*")) {
            bench.put(at(key));

            URI url = bench.storage.signedUrl(at(key), MINUTE);

            assertThat(get(url).statusCode()).as(key).isEqualTo(200);
        }
        assertThat(bench.lines()).noneMatch(line -> line.startsWith("POST /object/sign/inputs/"));
    }

    @Test
    void a_signed_url_lasts_as_long_as_it_was_asked_to_and_a_started_second_counts() throws Exception {
        bench.put(at("a"));
        URI url = bench.storage.signedUrl(at("a"), Duration.ofMillis(1_500));

        bench.clock.advance(Duration.ofMillis(1_500));
        assertThat(get(url).statusCode()).isEqualTo(200);
        bench.clock.advance(Duration.ofSeconds(70));
        assertThat(get(url).statusCode()).isEqualTo(400);
    }

    @Test
    void a_url_that_is_not_signed_is_explained() {
        assertThat(failure(() -> bench.storage.signedUrl(at("gone"), MINUTE)).code())
                .isEqualTo(ErrorCode.BLOB_NOT_FOUND);
        bench.have("a");
        bench.supabase.trouble(
                "POST /object/sign",
                SupabaseTrouble.said(200, Map.of(), "[{\"path\":\"a\",\"signedURL\":null,\"error\":\"no access\"}]"),
                1);
        assertThat(failure(() -> bench.storage.signedUrl(at("a"), MINUTE)).kind())
                .isEqualTo(ErrorKind.DENIED);
        for (String strange : List.of("[]", "{}", "<html>", "[{\"path\":\"a\",\"signedURL\":\"/x?token=a b\"}]")) {
            bench.supabase.trouble("POST /object/sign", SupabaseTrouble.said(200, Map.of(), strange), 1);
            assertThat(failure(() -> bench.storage.signedUrl(at("a"), MINUTE)).kind())
                    .as(strange)
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
        bench.supabase.removeBucket(Bench.PRIVATE);
        assertThat(failure(() -> bench.storage.signedUrl(at("a"), MINUTE)).code())
                .isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void leave_to_put_is_refused_for_a_taken_key_when_it_is_given_and_when_it_is_used() throws Exception {
        bench.put(at("taken"));
        assertThat(failure(() -> bench.storage.signedPut(at("taken"), "image/png", 1, MINUTE))
                        .code())
                .isEqualTo(ErrorCode.KEY_TAKEN);

        SignedPut leave = bench.storage.signedPut(at("a b+c?d"), "image/png", 1, MINUTE);
        assertThat(send(leave, "first")).isEqualTo(200);
        assertThat(send(leave, "again")).isEqualTo(400);
        assertThat(bench.supabase.bytes(Bench.PRIVATE, "a b+c?d")).asString().isEqualTo("first");
        bench.supabase.removeBucket(Bench.PRIVATE);
        assertThat(failure(() -> bench.storage.signedPut(at("a"), "image/png", 1, MINUTE))
                        .code())
                .isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void blobs_are_stored_with_the_cache_control_that_was_asked_for() {
        SupabaseStorage caching = bench.open(with -> with.cacheControl("max-age=3600"));

        caching.put(request(at("a"), "image/png"));
        SignedPut leave = caching.signedPut(at("b"), "image/png", 1, MINUTE);

        assertThat(bench.supabase.received().get(0).header("Cache-Control")).contains("max-age=3600");
        assertThat(leave.headers())
                .containsEntry("Cache-Control", "max-age=3600")
                .containsEntry("Content-Type", "image/png");
    }

    private HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private int send(SignedPut leave, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(leave.url()).method(leave.method(), HttpRequest.BodyPublishers.ofString(body));
        leave.headers().forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    }

    private static PutRequest request(BlobLocation location, String type) {
        return new PutRequest(location, TestSource.of(bytes("x")), type);
    }
}
