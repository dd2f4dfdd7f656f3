package dev.medialifecycle.supabase;

import static dev.medialifecycle.supabase.Bench.at;
import static dev.medialifecycle.supabase.Bench.bytes;
import static dev.medialifecycle.supabase.Bench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.supabase.SupabaseTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is there, and what only looks as if it were not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadsTest {
    private final Bench bench = Bench.hosted();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_expired_key_never_makes_a_blob_look_absent() {
        bench.have("a");
        SupabaseStorage soon = bench.open(with -> with.serviceKey(bench.supabase.serviceKey(Duration.ofHours(1))));
        bench.clock.advance(Duration.ofHours(2));

        for (String key : List.of("a", "gone")) {
            MediaLifecycleException refusal = failure(() -> soon.stat(at(key)));
            assertThat(refusal.kind()).isEqualTo(ErrorKind.DENIED);
            assertThat(refusal).hasMessageContaining("exp").hasMessageContaining("have not expired");
        }
        assertThat(failure(() -> soon.list(Bench.PRIVATE, "", null)).kind()).isEqualTo(ErrorKind.DENIED);
        assertThat(failure(() -> soon.open(at("a"), ByteRange.all())).kind()).isEqualTo(ErrorKind.DENIED);
    }

    @Test
    void it_asks_where_an_expired_key_is_called_one() {
        bench.have("a");

        bench.storage.stat(at("a"));

        assertThat(bench.lines()).containsExactly("GET /object/info/authenticated/inputs/a");
    }

    @Test
    void absence_is_certain_only_in_a_bucket_that_was_seen() {
        SupabaseStorage halfBlind = bench.open(with -> with.serviceKey(bench.supabase.secretKey("writer")));
        bench.have("a");

        assertThat(failure(() -> halfBlind.stat(at("a"))).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(bench.storage.stat(at("gone"))).isEmpty();
        bench.supabase.removeBucket(Bench.PRIVATE);
        assertThat(failure(() -> bench.storage.stat(at("a"))).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void it_tells_type_size_and_time_as_the_row_does() {
        bench.supabase.put(Bench.PRIVATE, "a", bytes("12345"), "text/html");

        StoredBlob found = bench.storage.stat(at("a")).orElseThrow();

        assertThat(found.contentType()).isEqualTo("text/html");
        assertThat(found.size()).isEqualTo(5);
        assertThat(found.modifiedAt()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(bench.storage.list(Bench.PRIVATE, "", null).blobs()).containsExactly(found);
    }

    @Test
    void a_broken_service_or_somebody_elses_page_is_thrown() {
        for (SupabaseTrouble trouble : List.of(
                SupabaseTrouble.badGateway(),
                SupabaseTrouble.noServer(),
                SupabaseTrouble.databaseTimeout(),
                SupabaseTrouble.internalError(),
                SupabaseTrouble.lostAnswer(),
                SupabaseTrouble.halfAnswer(),
                SupabaseTrouble.said(404, Map.of(), "{\"message\":\"no Route matched with those values\"}"),
                SupabaseTrouble.said(404, Map.of(), ""),
                SupabaseTrouble.said(200, Map.of(), "<html>welcome</html>"),
                SupabaseTrouble.said(302, Map.of("Location", "https://example.com/"), ""))) {
            bench.have("a");
            // The JDK's client asks again by itself when a connection dies under a GET.
            bench.supabase.trouble("GET /object/info", trouble, 10);
            assertThat(failure(() -> bench.storage.stat(at("a"))).kind())
                    .as("%s", trouble)
                    .isEqualTo(ErrorKind.UNAVAILABLE);
            bench.supabase.endTroubles();
        }
        bench.supabase.trouble("GET /object/info", SupabaseTrouble.rateLimit(Duration.ofSeconds(3)), 1);
        MediaLifecycleException throttled = failure(() -> bench.storage.stat(at("a")));
        assertThat(throttled.kind()).isEqualTo(ErrorKind.THROTTLED);
        assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void the_code_counts_before_the_status_in_the_body_and_that_before_the_status_of_http() {
        assertThat(codeOf(SupabaseTrouble.said(400, Map.of(), "{\"statusCode\":\"404\",\"code\":\"AccessDenied\"}")))
                .isEqualTo(ErrorCode.STORAGE_DENIED);
        assertThat(codeOf(SupabaseTrouble.said(400, Map.of(), "{\"statusCode\":\"403\",\"error\":\"Error\"}")))
                .isEqualTo(ErrorCode.STORAGE_DENIED);
        assertThat(codeOf(SupabaseTrouble.said(400, Map.of(), "{\"statusCode\":403,\"code\":\"Unheard\"}")))
                .isEqualTo(ErrorCode.STORAGE_DENIED);
        assertThat(codeOf(SupabaseTrouble.said(401, Map.of(), "{\"message\":\"No API key found in request\"}")))
                .isEqualTo(ErrorCode.STORAGE_DENIED);
        assertThat(codeOf(SupabaseTrouble.said(503, Map.of(), "{\"code\":\"Unheard\"}")))
                .isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
        assertThat(codeOf(SupabaseTrouble.said(400, Map.of(), "{\"code\":\"Unheard\"}")))
                .isEqualTo(ErrorCode.INVALID_LOCATION);
    }

    private ErrorCode codeOf(SupabaseTrouble trouble) {
        bench.supabase.trouble("GET /object/info", trouble, 1);
        return failure(() -> bench.storage.stat(at("a"))).code();
    }

    @Test
    void absence_in_the_shape_that_is_announced_is_absence() {
        bench.supabase.trouble("GET /object/info", SupabaseTrouble.newStyle(404, "NoSuchKey"), 1);

        assertThat(bench.storage.stat(at("gone"))).isEmpty();
    }

    @Test
    void a_range_past_the_end_is_empty_whichever_way_the_back_end_refuses_it() throws Exception {
        bench.supabase.put(Bench.PRIVATE, "a", bytes("0123456789"), "text/plain");
        for (SupabaseTrouble refusal : List.of(
                SupabaseTrouble.said(400, Map.of(), "{\"statusCode\":\"400\",\"code\":\"InvalidRange\"}"),
                SupabaseTrouble.said(416, Map.of(), ""),
                SupabaseTrouble.internalError())) {
            bench.supabase.trouble("GET /object/authenticated", refusal, 1);
            assertThat(read(ByteRange.from(10))).isEmpty();
        }
        bench.supabase.trouble("GET /object/authenticated", SupabaseTrouble.internalError(), 1);
        assertThat(failure(() -> bench.storage.open(at("a"), ByteRange.from(9))).kind())
                .isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void a_range_is_cut_out_here_if_something_on_the_way_does_not_know_ranges() throws Exception {
        Map<String, String> plain = Map.of("Content-Type", "text/plain");
        bench.supabase.trouble("GET /object/authenticated", SupabaseTrouble.said(200, plain, "0123456789"), 4);

        assertThat(read(new ByteRange(3, 4))).isEqualTo("3456");
        assertThat(read(ByteRange.from(8))).isEqualTo("89");
        assertThat(read(ByteRange.from(20))).isEmpty();
        try (InputStream bytes = bench.storage.open(at("a"), new ByteRange(2, 5))) {
            assertThat(bytes.skip(2)).isEqualTo(2);
            assertThat(bytes.read()).isEqualTo('4');
            assertThat(bytes.skip(10)).isEqualTo(2);
            assertThat(bytes.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_part_that_is_not_the_one_asked_for_is_thrown() {
        SupabaseTrouble other = SupabaseTrouble.said(206, Map.of("Content-Range", "bytes 0-3/10"), "0123");
        bench.supabase.trouble("GET /object/authenticated", other, 1);

        assertThat(failure(() -> bench.storage.open(at("a"), new ByteRange(4, 4)))
                        .kind())
                .isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void bytes_that_break_off_are_thrown_and_never_end_early() throws Exception {
        bench.supabase.put(Bench.PRIVATE, "a", new byte[10_000], "text/plain");
        bench.supabase.trouble("GET /object/authenticated", SupabaseTrouble.halfAnswer(), 1);

        try (InputStream bytes = bench.storage.open(at("a"), ByteRange.all())) {
            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_missing_file_is_there_for_those_who_look_and_not_for_those_who_read() {
        bench.have("a");
        bench.supabase.loseFile(Bench.PRIVATE, "a");

        assertThat(bench.storage.stat(at("a"))).isPresent();
        assertThat(failure(() -> bench.storage.open(at("a"), ByteRange.all())).kind())
                .isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void what_is_absent_has_no_bytes() {
        assertThat(failure(() -> bench.storage.open(at("gone"), ByteRange.all()))
                        .code())
                .isEqualTo(ErrorCode.BLOB_NOT_FOUND);
        assertThat(failure(() -> bench.storage.open(at("gone"), new ByteRange(0, 0)))
                        .code())
                .isEqualTo(ErrorCode.BLOB_NOT_FOUND);
        assertThat(failure(() -> bench.storage.open(at("caf\u00e9"), ByteRange.all()))
                        .code())
                .isEqualTo(ErrorCode.BLOB_NOT_FOUND);
        bench.supabase.removeBucket(Bench.PRIVATE);
        assertThat(failure(() -> bench.storage.open(at("gone"), ByteRange.all()))
                        .code())
                .isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void a_listing_sees_everything_while_what_it_saw_is_deleted() {
        List<String> keys = IntStream.range(0, 2500)
                .mapToObj(number -> "m/" + (10_000 + number))
                .toList();
        bench.have(keys.toArray(String[]::new));
        bench.have("M/UPPER", "m", "n");
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            BlobPage page = bench.storage.list(Bench.PRIVATE, "m/", token);
            page.blobs().forEach(blob -> seen.add(blob.location().key()));
            bench.storage.delete(page.blobs());
            token = page.nextToken();
        } while (token != null);

        assertThat(seen).isEqualTo(keys);
        assertThat(bench.lines())
                .filteredOn(line -> line.contains("/list"))
                .containsOnly("POST /object/list-v2/inputs");
        assertThat(bench.supabase.keys(Bench.PRIVATE)).containsExactly("M/UPPER", "m", "n");
    }

    @Test
    void a_missing_bucket_that_lists_as_empty_is_thrown() {
        bench.supabase.removeBucket(Bench.PRIVATE);

        assertThat(failure(() -> bench.storage.list(Bench.PRIVATE, "", null)).code())
                .isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
    }

    @Test
    void a_token_of_another_listing_or_of_nobodys_is_refused() {
        bench.have(IntStream.range(0, 1001).mapToObj(number -> "a/" + number).toArray(String[]::new));
        String token = bench.storage.list(Bench.PRIVATE, "a/", null).nextToken();

        assertThat(failure(() -> bench.storage.list(Bench.PRIVATE, "b/", token)).kind())
                .isEqualTo(ErrorKind.REJECTED);
        assertThat(failure(() -> bench.storage.list(Bench.PUBLIC, "a/", token)).kind())
                .isEqualTo(ErrorKind.REJECTED);
        for (String strange :
                List.of("", "x", token.replaceFirst("\\..*", "."), token.replaceFirst("\\..*", ".made-up"))) {
            MediaLifecycleException refusal = failure(() -> bench.storage.list(Bench.PRIVATE, "a/", strange));
            assertThat(refusal.kind()).as(strange).isEqualTo(ErrorKind.REJECTED);
            assertThat(refusal).hasMessageContaining("listing token");
        }
        assertThat(bench.storage.list(Bench.PRIVATE, "a/", token).blobs()).hasSize(1);
    }

    @Test
    void a_listing_that_is_cut_strange_or_out_of_order_is_thrown() {
        for (String body : List.of(
                "<html>",
                "{}",
                "[]",
                "{\"hasNext\":false}",
                "{\"objects\":[]}",
                "{\"hasNext\":true,\"objects\":[]}",
                "{\"hasNext\":false,\"objects\":[{\"id\":\"1\"}]}",
                "{\"hasNext\":false,\"objects\":[{\"name\":\"b\"},{\"name\":\"a\"}]}",
                "{\"hasNext\":false,\"objects\":[{\"name\":\"a\"},{\"name\":\"a\"}]}")) {
            bench.supabase.trouble("POST /object/list-v2", SupabaseTrouble.said(200, Map.of(), body), 1);
            assertThat(failure(() -> bench.storage.list(Bench.PRIVATE, "", null))
                            .kind())
                    .as(body)
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
        String other = "{\"hasNext\":false,\"objects\":[{\"name\":\"B/UP.txt\"}]}";
        bench.supabase.trouble("POST /object/list-v2", SupabaseTrouble.said(200, Map.of(), other), 1);
        assertThat(failure(() -> bench.storage.list(Bench.PRIVATE, "b", null)).code())
                .isEqualTo(ErrorCode.STORAGE_LIES);
    }

    @Test
    void keys_that_no_location_can_have_are_nobodys_blobs() {
        bench.have("/lead.txt", "a//b", "c");

        assertThat(bench.storage.list(Bench.PRIVATE, "", null).blobs())
                .extracting(blob -> blob.location().key())
                .containsExactly("c");
    }

    @Test
    void other_buckets_of_the_project_are_not_touched() {
        bench.supabase.bucket("avatars");
        BlobLocation other = new BlobLocation("supabase", "avatars", "a");

        assertThat(failure(() -> bench.storage.stat(other)).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(failure(() -> bench.storage.list("avatars", "", null)).code())
                .isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
        assertThat(bench.lines()).isEmpty();
    }

    private String read(ByteRange range) throws IOException {
        try (InputStream bytes = bench.storage.open(at("a"), range)) {
            return new String(bytes.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
