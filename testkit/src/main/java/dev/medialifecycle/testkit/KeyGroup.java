package dev.medialifecycle.testkit;

import static dev.medialifecycle.blob.Deletion.Verdict.DELETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A key is compared byte for byte: each either works in every way or is refused, and none is ever taken for another. */
abstract class KeyGroup extends ContractGroup {
    KeyGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void bears_each_key_in_every_way() {
        Complaints complaints = new Complaints();
        for (String key : keys(true)) {
            complaints.check(key, () -> goesAllTheWay(key));
        }
        complaints.assertNone();
    }

    @Test
    void refuses_each_key_that_its_service_cannot_bear() {
        List<String> unbearable = keys(false);
        assumeTrue(!unbearable.isEmpty(), "the service bears all keys");
        Complaints complaints = new Complaints();
        for (String key : unbearable) {
            complaints.check(key, () -> isRefused(key));
        }
        complaints.assertNone();
    }

    @Test
    void keeps_all_keys_apart_while_they_stand_side_by_side() {
        List<String> keys = keys(true);
        keys.forEach(key -> work().put(key, bytes(key)));
        if (provider().capabilities().contains(Capability.LIST)) {
            assertThat(work().list("")).containsExactlyInAnyOrderElementsOf(keys);
        }
        Collections.shuffle(keys, new Random(17));
        Complaints complaints = new Complaints();
        for (String key : keys) {
            complaints.check(key, () -> {
                assertThat(work().read(key)).as("bytes").isEqualTo(bytes(key));
                assertThat(delete(key).verdict()).isEqualTo(DELETED);
                assertThat(provider().stat(work().at(key)))
                        .as("after the delete")
                        .isEmpty();
            });
        }
        complaints.assertNone();
    }

    @Test
    void never_takes_a_key_for_its_twin() {
        Complaints complaints = new Complaints();
        for (List<String> twins : AwkwardKeys.twins()) {
            for (String key : twins) {
                if (contract().bears(work().at(key).key())) {
                    complaints.check(key, () -> isAloneAmong(twins, key));
                }
            }
        }
        complaints.assertNone();
    }

    @Test
    void keeps_a_blob_when_another_key_continues_its_path() {
        work().put("a", bytes("short"));
        if (contract().bearsKeysBelowKeys()) {
            work().put("a/b", bytes("long"));
            work().put("a/b/c", bytes("longer"));

            assertThat(work().read("a/b")).isEqualTo(bytes("long"));
            assertThat(delete("a/b").verdict()).isEqualTo(DELETED);
            assertThat(work().read("a/b/c")).isEqualTo(bytes("longer"));
        } else {
            assertThat(refusalOf(() -> work().put("a/b", bytes("long"))).kind()).isEqualTo(ErrorKind.REJECTED);
            assertThat(oracle().exists(work().at("a/b"))).isFalse();
        }
        assertThat(work().read("a")).isEqualTo(bytes("short"));
    }

    @Test
    void keeps_the_blobs_below_a_key_that_is_deleted_without_having_been_there() {
        work().put("folder/a", bytes("a"));

        assertThat(delete("folder").verdict()).isIn(contract().verdictOnAbsent(), Deletion.Verdict.UNRESOLVED);

        assertThat(work().read("folder/a")).isEqualTo(bytes("a"));
    }

    private void goesAllTheWay(String key) {
        StoredBlob stored = work().put(key, bytes(key));

        assertThat(stored.location()).isEqualTo(work().at(key));
        assertThat(provider().stat(work().at(key)).map(StoredBlob::size)).contains((long) bytes(key).length);
        assertThat(work().read(key)).isEqualTo(bytes(key));
        assertThat(oracle().read(work().at(key)))
                .hasValueSatisfying(seen -> assertThat(seen).isEqualTo(bytes(key)));
        if (provider().capabilities().contains(Capability.LIST)) {
            assertThat(work().list(key)).as("listed by the whole key").containsExactly(key);
        }
        assertThat(delete(key).verdict()).isEqualTo(DELETED);
        assertThat(provider().stat(work().at(key))).as("after the delete").isEmpty();
        assertThat(oracle().exists(work().at(key))).as("after the delete").isFalse();
    }

    private void isRefused(String key) {
        assertThat(refusalOf(() -> work().put(key, bytes(key))).kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(existsOrRefused(work().at(key))).as("seen").isFalse();
        Deletion deletion = delete(key);
        assertThat(deletion.failure() == null || deletion.failure().retry() == ErrorKind.Retry.NEVER)
                .as("worth another try: %s", deletion)
                .isTrue();
    }

    private boolean existsOrRefused(BlobLocation location) {
        try {
            return provider().stat(location).isPresent();
        } catch (MediaLifecycleException refusal) {
            assertThat(refusal.kind()).isEqualTo(ErrorKind.REJECTED);
            return false;
        }
    }

    private void isAloneAmong(List<String> twins, String key) {
        work().put(key, bytes(key));
        for (String twin : twins) {
            if (!twin.equals(key)) {
                isAbsent(twin, key);
            }
        }
        assertThat(work().read(key)).as("what is left of %s", key).isEqualTo(bytes(key));
        assertThat(delete(key).verdict()).isEqualTo(DELETED);
    }

    private void isAbsent(String twin, String key) {
        assertThat(existsOrRefused(work().at(twin))).as("found as %s", twin).isFalse();
        if (provider().capabilities().contains(Capability.LIST)) {
            List<String> expected = key.startsWith(twin) ? List.of(key) : List.of();
            assertThat(work().list(twin)).as("listed below %s", twin).isEqualTo(expected);
        }
        Deletion deletion = delete(twin);
        if (contract().verdictOnAbsent() != DELETED) {
            assertThat(deletion.verdict()).as("deleting %s", twin).isNotEqualTo(DELETED);
        }
        assertThat(oracle().exists(work().at(key)))
                .as("after deleting %s", twin)
                .isTrue();
    }

    /** Those that the service bears, or those that it does not. */
    private List<String> keys(boolean bearable) {
        List<String> keys = new ArrayList<>(AwkwardKeys.all());
        keys.addAll(AwkwardKeys.longest(work().prefix()));
        keys.removeIf(key -> contract().bears(work().at(key).key()) != bearable);
        return keys;
    }

    private Deletion delete(String key) {
        return provider().delete(List.of(Workspace.unseen(work().at(key)))).get(0);
    }

    private static byte[] bytes(String key) {
        return SeededRandom.utf8("I am " + key);
    }
}
