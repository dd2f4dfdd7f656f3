package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all groups of the storage contract share: a workspace for each test, and how to check a refusal. */
abstract class ContractGroup {
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private final StorageProviderContract contract;
    private @Nullable Workspace workspace;
    private @Nullable StorageOracle oracle;

    ContractGroup(StorageProviderContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openWorkspace() {
        workspace = new Workspace(contract.open(), contract.bucket());
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace == null) {
            return;
        }
        try {
            workspace.clear();
            if (contract.canBeEmptied() && canSeeAll(oracle())) {
                assertThat(oracle().keys(contract.bucket(), workspace.prefix()))
                        .as("left behind by the test")
                        .isEmpty();
            }
        } finally {
            if (oracle != null) {
                oracle.close();
            }
            workspace.close();
        }
    }

    private static boolean canSeeAll(StorageOracle oracle) {
        return !(oracle instanceof ProviderOracle asked)
                || asked.provider().capabilities().contains(Capability.LIST);
    }

    StorageProviderContract contract() {
        return contract;
    }

    Workspace work() {
        return Objects.requireNonNull(workspace);
    }

    StorageProvider provider() {
        return work().provider();
    }

    StorageOracle oracle() {
        if (oracle == null) {
            oracle = contract.oracle();
        }
        return oracle;
    }

    static <T> T orSkip(Optional<T> part, String hook) {
        assumeTrue(part.isPresent(), () -> "the tests of this provider do not override " + hook);
        return part.orElseThrow();
    }

    BlobLocation missing(String key) {
        return new BlobLocation(provider().name(), contract.missingBucket(), key);
    }

    BlobLocation elsewhere(String key) {
        return new BlobLocation(provider().name() + "-2", contract.bucket(), key);
    }

    /** A signed URL; some services sign nothing but what is there, and get it first. */
    URI signedUrl(BlobLocation location) {
        try {
            return provider().signedUrl(location, LIFETIME);
        } catch (MediaLifecycleException e) {
            if (e.code() != ErrorCode.BLOB_NOT_FOUND) {
                throw e;
            }
            work().put(location, SeededRandom.utf8("signed"));
            return provider().signedUrl(location, LIFETIME);
        }
    }

    void assume(Capability capability) {
        assumeTrue(provider().capabilities().contains(capability), () -> capability + " is not declared");
    }

    static void assertRefused(ErrorKind kind, ErrorCode code, ThrowingCallable call) {
        MediaLifecycleException refusal = refusalOf(call);
        assertThat(refusal.kind()).as("kind of %s", refusal).isEqualTo(kind);
        assertThat(refusal.code()).as("code of %s", refusal).isEqualTo(code);
    }

    static MediaLifecycleException refusalOf(ThrowingCallable call) {
        MediaLifecycleException refusal = catchThrowableOfType(MediaLifecycleException.class, call);
        assertThat(refusal).as("a MediaLifecycleException").isNotNull();
        return Objects.requireNonNull(refusal);
    }
}
