package dev.medialifecycle.benchmarks.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.benchmarks.storage.Behaviour.Refusal;
import dev.medialifecycle.s3.S3Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LeanS3Test {
    private static final String BUCKET = SdkClients.BUCKET;
    private static final int MEGABYTE = 1 << 20;

    private LeanS3 server;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        server = LeanS3.start(Behaviour.after(Duration.ZERO), 2_500);
        client = SdkClients.client(server.endpoint(), SdkClients.jdk(), AwsRetryStrategy.doNotRetry());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void forgets_exactly_the_keys_that_were_deleted() {
        assertThat(delete(3, 4, 5, 5).deleted()).hasSize(4);
        client.deleteObject(request -> request.bucket(BUCKET).key(KeySpace.key(7)));

        assertThat(server.keys().removed()).isEqualTo(4);
        assertThat(IntStream.range(0, 9).filter(server.keys()::has)).containsExactly(0, 1, 2, 6, 8);
    }

    @Test
    void counts_keys_that_never_were() {
        delete(2_500);

        assertThat(server.keys().removed()).isZero();
        assertThat(server.keys().strangers()).isEqualTo(1);
    }

    @Test
    void refuses_more_than_a_thousand_keys() {
        assertThatThrownBy(() -> delete(IntStream.range(0, 1_001).toArray())).isInstanceOf(S3Exception.class);
        assertThat(server.keys().removed()).isZero();
    }

    @Test
    void refuses_a_whole_batch_that_is_too_much_at_once() {
        server.reset(Behaviour.after(Duration.ZERO).throttled(10, Refusal.WHOLE), 2_500);

        assertThatThrownBy(() -> delete(IntStream.range(0, 11).toArray()))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        assertThat(server.keys().removed()).isZero();
        assertThat(server.meter().refusedKeys()).isEqualTo(11);
        assertThat(delete(IntStream.range(0, 10).toArray()).deleted()).hasSize(10);
    }

    @Test
    void refuses_the_keys_of_a_batch_that_are_too_many() {
        server.reset(Behaviour.after(Duration.ZERO).throttled(10, Refusal.BY_KEY), 2_500);

        DeleteObjectsResponse response = delete(IntStream.range(0, 100).toArray());

        assertThat(response.errors())
                .isNotEmpty()
                .allMatch(error -> error.code().equals("SlowDown"));
        assertThat(response.deleted()).hasSize((int) server.keys().removed());
        assertThat(response.errors().size() + response.deleted().size()).isEqualTo(100);
    }

    @Test
    void lists_what_is_left_in_order() {
        delete(0, 999, 1_000, 2_499);

        List<String> keys = client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();

        assertThat(keys).hasSize(2_496).isSorted().doesNotHaveDuplicates().contains(KeySpace.key(998));
    }

    @Test
    void takes_what_the_sdk_sends_in_its_own_framing() {
        put("a.bin", 3 * MEGABYTE + 17);

        assertThat(server.broken()).isZero();
        assertThat(server.received()).isEqualTo(3 * MEGABYTE + 17);
        assertThat(client.headObject(request -> request.bucket(BUCKET).key("a.bin"))
                        .contentLength())
                .isEqualTo(3 * MEGABYTE + 17);
    }

    @Test
    void tells_bytes_that_are_not_those_that_were_to_be_sent() {
        client.putObject(request -> request.bucket(BUCKET).key("a.bin"), RequestBody.fromString("something else"));

        assertThat(server.broken()).isEqualTo(1);
    }

    @Test
    void takes_parts() {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(BUCKET).key("b.bin"))
                .uploadId();
        assertThat(server.broken()).isEqualTo(1);
        for (int part = 1; part <= 2; part++) {
            int number = part;
            client.uploadPart(
                    request ->
                            request.bucket(BUCKET).key("b.bin").uploadId(upload).partNumber(number),
                    RequestBody.fromInputStream(Pattern.stream(MEGABYTE), MEGABYTE));
        }
        client.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key("b.bin")
                .uploadId(upload)
                .multipartUpload(all -> all.parts(
                        CompletedPart.builder().partNumber(1).eTag("x").build())));

        assertThat(server.broken()).isZero();
        assertThat(client.headObject(request -> request.bucket(BUCKET).key("b.bin"))
                        .contentLength())
                .isEqualTo(2 * MEGABYTE);
    }

    @Test
    void gives_bytes_that_nobody_has_sent() {
        byte[] all = client.getObjectAsBytes(request -> request.bucket(BUCKET).key(Uploads.sized(200_000)))
                .asByteArray();
        byte[] some = client.getObjectAsBytes(request ->
                        request.bucket(BUCKET).key(Uploads.sized(200_000)).range("bytes=100000-100009"))
                .asByteArray();

        assertThat(all).hasSize(200_000);
        assertThat(some).hasSize(10).containsExactly(Arrays.copyOfRange(all, 100_000, 100_010));
    }

    @Test
    void knows_nothing_of_other_keys() {
        assertThatThrownBy(() ->
                        client.headObject(request -> request.bucket(BUCKET).key("other")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void understands_the_lean_limit_every_peer_and_ours() throws Exception {
        List<Eraser> erasers = List.of(
                new LeanBatches(server.endpoint(), 2),
                new MinioBatches(server.endpoint()),
                new SdkBatches("SDK", SdkClients.client(server.endpoint(), SdkClients.apache()), 2),
                new ProviderEraser(server.endpoint(), 2),
                new FacadeEraser("memory", server.endpoint(), 2, 0, Duration.ofMinutes(1)));
        for (Eraser eraser : erasers) {
            server.reset(Behaviour.after(Duration.ofMillis(1)), 2_500);
            eraser.prepare(2_500);

            assertThat(eraser.erase(2_500)).as(eraser.name()).isEqualTo(2_500);

            assertThat(server.keys().removed()).as(eraser.name()).isEqualTo(2_500);
            eraser.close();
        }
    }

    @Test
    void moves_the_same_bytes_whoever_moves_them(@TempDir Path folder) throws Exception {
        LeanConnection lean = new LeanConnection(server.endpoint(), Clock.systemUTC());
        S3Storage storage = ProviderEraser.storage(server.endpoint(), 1);
        List<Mover> movers = List.of(
                new Puts.RawToDisk(folder),
                new Puts.OursToDisk(folder),
                new Puts.Lean(lean),
                new Puts.Sdk(client),
                new Puts.OursAlone(storage),
                new Puts.Ours(storage, folder),
                new Gets.Lean(lean),
                new Gets.Sdk(client),
                new Gets.Ours(storage));
        for (Mover mover : movers) {
            assertThat(mover.move(1_000_000, 1)).as(mover.name()).isEqualTo(Pattern.sha256(1_000_000));
        }
        assertThat(server.broken()).isZero();
        assertThat(server.received()).isEqualTo(4_000_000);
        assertThat(folder).isEmptyDirectory();
    }

    private void put(String key, int size) {
        client.putObject(
                request -> request.bucket(BUCKET).key(key), RequestBody.fromInputStream(Pattern.stream(size), size));
    }

    private DeleteObjectsResponse delete(int... numbers) {
        List<ObjectIdentifier> objects = IntStream.of(numbers)
                .mapToObj(KeySpace::key)
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        return client.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete.objects(objects)));
    }
}
