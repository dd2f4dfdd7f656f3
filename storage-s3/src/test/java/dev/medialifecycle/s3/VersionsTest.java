package dev.medialifecycle.s3;

import static dev.medialifecycle.blob.Deletion.Verdict.ALREADY_ABSENT;
import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.testkit.TestSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** What a delete means where a bucket keeps versions, on a real server. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VersionsTest {
    private static S3ProxyServer server;
    private static S3Client client;
    private static S3Storage marking;
    private static S3Storage purging;
    private static S3Storage plain;
    private static int tests;
    private String prefix;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start();
        marking = server.storage("s3").bucket("kept").createBuckets().open();
        client = marking.unwrap(S3Client.class).orElseThrow();
        client.putBucketVersioning(
                put -> put.bucket("kept").versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)));
        purging = server.storage("s3")
                .bucket("kept")
                .bucket("plain")
                .bucket("later")
                .createBuckets()
                .purgeVersions()
                .open();
        plain = server.storage("s3").bucket("plain").open();
    }

    @AfterAll
    static void stop() {
        marking.close();
        purging.close();
        plain.close();
        server.close();
    }

    @BeforeEach
    void newPrefix() {
        prefix = "test-" + tests++ + "/";
    }

    @Test
    void says_that_versions_are_kept_where_a_delete_only_marks() {
        put(marking, "kept", "a");

        Deletion deletion = marking.delete(blobs("kept", "a")).get(0);

        assertThat(deletion.verdict()).isEqualTo(DELETED);
        assertThat(deletion.traces()).containsExactly(new Trace(Trace.Kind.VERSIONS_KEPT, null));
        assertThat(marking.stat(at("kept", "a"))).isEmpty();
        assertThat(versions()).containsExactly("a");
        assertThat(markers()).containsExactly("a");
    }

    @Test
    void says_so_of_a_key_that_a_single_delete_needs_as_well() {
        put(marking, "kept", "a ");

        assertThat(marking.delete(blobs("kept", "a ")).get(0).traces()).hasSize(1);
    }

    @Test
    void leaves_no_trace_where_there_are_no_versions() {
        put(plain, "plain", "a");

        assertThat(plain.delete(blobs("plain", "a")).get(0).traces()).isEmpty();
    }

    @Test
    void purges_every_version_and_marker_of_exactly_that_key() {
        for (String key : List.of("a", "a/b", "ab", "a ", "ü +%&")) {
            put(marking, "kept", key);
        }
        marking.delete(blobs("kept", "a", "ab"));
        put(marking, "kept", "a");
        marking.delete(blobs("kept", "a"));

        List<Deletion> deletions = purging.delete(blobs("kept", "a", "ü +%&"));

        assertThat(deletions).extracting(Deletion::verdict).containsExactly(DELETED, DELETED);
        assertThat(deletions).allMatch(deletion -> deletion.traces().isEmpty(), "leaves nothing");
        assertThat(versions()).containsExactlyInAnyOrder("a/b", "ab", "a ");
        assertThat(markers()).containsExactly("ab");
    }

    @Test
    void finds_nothing_to_purge_twice() {
        put(marking, "kept", "a");

        assertThat(purging.delete(blobs("kept", "a", "b")))
                .extracting(Deletion::verdict)
                .containsExactly(DELETED, ALREADY_ABSENT);
        assertThat(purging.delete(blobs("kept", "a")))
                .extracting(Deletion::verdict)
                .containsExactly(ALREADY_ABSENT);
        assertThat(markers()).as("markers of nothing").isEmpty();
    }

    @Test
    void purges_in_a_bucket_without_versions_by_a_plain_delete() {
        put(plain, "plain", "a");

        assertThat(purging.delete(blobs("plain", "a")).get(0).verdict()).isEqualTo(DELETED);
        assertThat(plain.stat(at("plain", "a"))).isEmpty();
    }

    @Test
    void purges_in_a_bucket_that_began_to_keep_versions_meanwhile() {
        S3Client setUp = purging.unwrap(S3Client.class).orElseThrow();
        put(purging, "later", "before");
        assertThat(purging.delete(blobs("later", "before")).get(0).verdict()).isEqualTo(DELETED);
        setUp.putBucketVersioning(
                put -> put.bucket("later").versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)));
        put(purging, "later", "after");

        Deletion deletion = purging.delete(blobs("later", "after")).get(0);

        assertThat(deletion.verdict()).isEqualTo(DELETED);
        assertThat(deletion.traces()).isEmpty();
        ListObjectVersionsResponse left =
                setUp.listObjectVersions(list -> list.bucket("later").prefix(prefix));
        assertThat(left.versions()).isEmpty();
        assertThat(left.deleteMarkers()).isEmpty();
    }

    private void put(S3Storage storage, String bucket, String key) {
        StoredBlob unused =
                storage.put(new PutRequest(at(bucket, key), TestSource.of(new byte[] {1, 2, 3}), "image/png"));
    }

    private BlobLocation at(String bucket, String key) {
        return new BlobLocation("s3", bucket, prefix + key);
    }

    private List<StoredBlob> blobs(String bucket, String... keys) {
        return Arrays.stream(keys)
                .map(key -> new StoredBlob(at(bucket, key), null, "image/png", 0, null))
                .toList();
    }

    private List<String> versions() {
        return all().stream()
                .flatMap(page -> page.versions().stream())
                .map(ObjectVersion::key)
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    private List<String> markers() {
        return all().stream()
                .flatMap(page -> page.deleteMarkers().stream())
                .map(DeleteMarkerEntry::key)
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    private List<ListObjectVersionsResponse> all() {
        List<ListObjectVersionsResponse> pages = new ArrayList<>();
        client.listObjectVersionsPaginator(list -> list.bucket("kept").prefix(prefix))
                .forEach(pages::add);
        return pages;
    }
}
