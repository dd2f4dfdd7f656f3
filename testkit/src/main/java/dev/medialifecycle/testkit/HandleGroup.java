package dev.medialifecycle.testkit;

import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handle is told by everything that tells of a blob, and is never a reason to delete another one. */
abstract class HandleGroup extends ContractGroup {
    HandleGroup(StorageProviderContract contract) {
        super(contract);
    }

    @BeforeEach
    void needsHandles() {
        assume(Capability.HANDLES);
    }

    @Test
    void tells_the_same_handle_by_put_and_by_stat() {
        StoredBlob stored = work().put("a", bytes());

        assertThat(stored.handle()).as("handle").isNotBlank();
        assertThat(provider().stat(stored.location()).map(StoredBlob::handle)).contains(stored.handle());
    }

    @Test
    void tells_the_same_handle_in_a_listing() {
        assume(Capability.LIST);
        StoredBlob stored = work().put("a", bytes());

        assertThat(provider().list(contract().bucket(), work().prefix(), null).blobs())
                .extracting(StoredBlob::handle)
                .containsExactly(stored.handle());
    }

    @Test
    void gives_each_blob_a_handle_of_its_own() {
        assertThat(List.of(work().put("a", bytes()), work().put("b", bytes())))
                .extracting(StoredBlob::handle)
                .doesNotHaveDuplicates();
    }

    @Test
    void deletes_by_the_handle_of_a_stat() {
        StoredBlob stored = work().put("a", bytes());
        StoredBlob seen = provider().stat(stored.location()).orElseThrow();

        assertThat(delete(seen).verdict()).isEqualTo(DELETED);
    }

    @Test
    void deletes_by_location_where_the_handle_is_not_known() {
        StoredBlob stored = work().put("a", bytes());

        assertThat(delete(withHandle(stored, null)).verdict()).isEqualTo(DELETED);
    }

    @Test
    void never_deletes_the_other_blob_that_a_handle_belongs_to() {
        StoredBlob meant = work().put("meant", bytes());
        StoredBlob other = work().put("other", bytes());

        delete(withHandle(meant, other.handle()));

        assertThat(oracle().exists(other.location())).as("the other blob").isTrue();
    }

    @Test
    void never_deletes_the_other_blob_that_a_handle_belongs_to_when_nothing_is_where_it_was_looked_for() {
        StoredBlob gone = work().put("gone", bytes());
        StoredBlob other = work().put("other", bytes());
        delete(gone);

        delete(withHandle(gone, other.handle()));

        assertThat(oracle().exists(other.location())).as("the other blob").isTrue();
    }

    @Test
    void deletes_no_other_blob_for_a_handle_that_was_made_up() {
        StoredBlob blob = work().put("a", bytes());
        StoredBlob other = work().put("other", bytes());

        delete(withHandle(blob, "no-such-handle"));

        assertThat(oracle().exists(other.location())).as("the other blob").isTrue();
    }

    private Deletion delete(StoredBlob blob) {
        return provider().delete(List.of(blob)).get(0);
    }

    static StoredBlob withHandle(StoredBlob blob, @Nullable String handle) {
        return new StoredBlob(blob.location(), handle, blob.contentType(), blob.size(), blob.modifiedAt());
    }

    private static byte[] bytes() {
        return SeededRandom.utf8("x");
    }
}
