package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycleBuilder;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.diagnosis.Diagnosis;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.diagnosis.Finding.Status;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.testkit.ForwardingStorage;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each broken set-up is recognised by a code of its own, and told with what to do next. */
class DiagnoseTest {
    @Test
    void a_sound_set_up_is_healthy_and_nothing_is_left_behind() {
        World world = new World();
        world.gallery.add("https://elsewhere.example/a.png");

        Diagnosis diagnosis = world.media.diagnose();

        assertThat(diagnosis.isHealthy()).as("%s", diagnosis).isTrue();
        assertThat(diagnosis.with(Status.WARNING)).isEmpty();
        assertThat(diagnosis.findings())
                .extracting(Finding::subject)
                .contains(
                        "repository",
                        "spool",
                        "references gallery",
                        "policy input",
                        "store:media write",
                        "store:media look",
                        "store:media clock",
                        "store:media read",
                        "store:media list",
                        "store:media create only",
                        "store:media signed URL",
                        "store:media public URL",
                        "store:media delete",
                        "store:inputs write");
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
        assertThat(world.blobs.list("inputs", "", null).blobs()).isEmpty();
    }

    @Test
    void a_policy_for_a_bucket_that_the_provider_does_not_have() {
        expect(
                ErrorCode.BUCKET_NOT_FOUND,
                "policy kept",
                builder -> builder.uploads(
                        World.KEPT, UploadPolicy.images("store", "private", KeyTemplate.of("{owner}/{uuid}.{ext}"))));
    }

    @Test
    void credentials_that_may_not_write() {
        expect(ErrorCode.STORAGE_DENIED, "store:media write", Operation.PUT, new Fault.Before(ErrorKind.DENIED));
    }

    @Test
    void a_store_that_cannot_be_reached() {
        expect(
                ErrorCode.STORAGE_UNAVAILABLE,
                "store:media write",
                Operation.PUT,
                new Fault.Before(ErrorKind.UNAVAILABLE));
    }

    @Test
    void no_policy_that_allows_deleting() {
        expect(
                ErrorCode.DELETE_DENIED,
                "store:media delete",
                Operation.DELETE,
                new Fault.Verdict(Deletion.Verdict.DENIED));
    }

    @Test
    void a_store_that_says_deleted_and_does_not_delete() {
        expect(ErrorCode.NOT_GONE, "store:media delete", Operation.DELETE, new Fault.Verdict(Deletion.Verdict.DELETED));
    }

    @Test
    void a_listing_that_does_not_show_what_is_there() {
        expect(ErrorCode.STORAGE_LIES, "store:media list", Operation.LIST, new Fault.HalfPage());
    }

    @Test
    void bytes_that_break_off() {
        expect(ErrorCode.STORAGE_UNAVAILABLE, "store:media read", Operation.OPEN, new Fault.BrokenStream());
    }

    @Test
    void a_put_that_overwrites_although_it_is_said_not_to() {
        expectOver(ErrorCode.STORAGE_LIES, "store:media create only", store -> new ForwardingStorage(store) {
            @Override
            public StoredBlob put(PutRequest request) {
                honest.delete(List.of(new StoredBlob(request.location(), null, request.contentType(), 0, null)));
                return honest.put(request);
            }
        });
    }

    @Test
    void other_bytes_than_were_stored() {
        expectOver(ErrorCode.STORAGE_LIES, "store:media read", store -> new ForwardingStorage(store) {
            @Override
            public InputStream open(BlobLocation location, ByteRange range) {
                return new ByteArrayInputStream(new byte[] {1, 2, 3, 4});
            }
        });
    }

    @Test
    void urls_that_do_not_lead_back() {
        expectOver(ErrorCode.STORAGE_LIES, "store:media public URL", store -> new ForwardingStorage(store) {
            @Override
            public Located locate(String url) {
                return new Located.Foreign("cdn.example");
            }
        });
    }

    @Test
    void a_provider_that_finds_something_itself() {
        Finding role = Finding.failed("store key", ErrorCode.MISSING_CREDENTIALS, "an anon key", "use the service key");
        expectOver(ErrorCode.MISSING_CREDENTIALS, "store key", store -> new ForwardingStorage(store) {
            @Override
            public List<Finding> diagnose() {
                return List.of(role);
            }
        });
    }

    @Test
    void a_provider_that_throws_where_it_should_not() {
        expectOver(ErrorCode.STORAGE_UNAVAILABLE, "store", store -> new ForwardingStorage(store) {
            @Override
            public List<Finding> diagnose() {
                throw new IllegalStateException("https://store.example/?token=secret");
            }
        });
    }

    @Test
    void clocks_that_differ() {
        ManualClock theirs = ManualClock.at(World.START.plus(Duration.ofHours(2)));
        StorageProvider other = new MemoryStorage("other", Set.of("media"), theirs);
        expect(ErrorCode.CLOCK_SKEW, "other:media clock", builder -> builder.storage(other));
    }

    @Test
    void a_reference_source_that_throws() {
        expect(
                ErrorCode.REFERENCES_FAILED,
                "references broken",
                builder -> builder.references("broken", () -> {
                    throw new IllegalStateException("no such column");
                }));
    }

    @Test
    void a_reference_source_that_claims_everything() {
        World world = new World(builder -> builder.references(new ReferenceSource() {
            @Override
            public String name() {
                return "greedy";
            }

            @Override
            public Set<Candidate> referencedAmong(Set<Candidate> candidates) {
                return candidates;
            }

            @Override
            public long size() {
                return 1;
            }
        }));

        assertThat(world.media.diagnose().with(Status.WARNING))
                .extracting(Finding::subject)
                .containsExactly("references greedy");
    }

    @Test
    void a_spool_that_cannot_be_written(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        expect(ErrorCode.UPLOAD_FAILED, "spool", builder -> builder.spool(file));
    }

    @Test
    void a_repository_that_does_not_answer() {
        World world = World.behind(repository -> Repositories.before(repository, () -> {
            throw new MediaLifecycleException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    ErrorKind.UNAVAILABLE,
                    "No connection. Next: look at the database");
        }));

        Optional<Finding> found = finding(world.media.diagnose(), "repository");

        assertThat(found).map(Finding::code).contains(ErrorCode.REPOSITORY_UNAVAILABLE);
    }

    @Test
    void what_was_given_up_and_what_is_paused_are_warnings() {
        World world = new World();
        world.media.pause("somebody is looking at it");

        Diagnosis diagnosis = world.media.diagnose();

        assertThat(diagnosis.isHealthy()).isTrue();
        assertThat(diagnosis.with(Status.WARNING)).isNotEmpty().allMatch(finding -> finding.code() == ErrorCode.PAUSED);
    }

    private static void expect(ErrorCode code, String subject, Operation operation, Fault fault) {
        World world = new World();
        world.storage.onEveryCall(operation, fault);
        expect(code, subject, world);
    }

    private static void expect(ErrorCode code, String subject, Consumer<MediaLifecycleBuilder> changes) {
        expect(code, subject, new World(changes));
    }

    private static void expectOver(ErrorCode code, String subject, Function<StorageProvider, StorageProvider> changed) {
        expect(code, subject, World.over(changed));
    }

    private static void expect(ErrorCode code, String subject, World world) {
        Diagnosis diagnosis = world.media.diagnose();

        assertThat(diagnosis.isHealthy()).isFalse();
        Finding found = finding(diagnosis, subject).orElseThrow(() -> new AssertionError(diagnosis.toString()));
        assertThat(found.status()).as("%s", found).isEqualTo(Status.FAILED);
        assertThat(found.code()).as("%s", found).isEqualTo(code);
        assertThat(found.text()).isNotBlank();
        assertThat(found.next()).isNotBlank();
        assertThat(diagnosis.toString())
                .contains("FAILED " + subject + ": " + code)
                .doesNotContain("token");
    }

    private static Optional<Finding> finding(Diagnosis diagnosis, String subject) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst();
    }
}
