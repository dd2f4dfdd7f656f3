package dev.medialifecycle.internal.exit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.sweep.SweepScope;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the self-test's own blobs are called; as a reference source it vouches for every canary and for no bait. */
public final class SelfTestBlobs implements ReferenceSource {
    private static final String FOLDER = "medialifecycle-selftest/";
    private static final String ID = "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.txt$";
    private static final Pattern BAIT = Pattern.compile(FOLDER + "bait" + ID);
    private static final Pattern CANARY = Pattern.compile(FOLDER + "canary" + ID);

    /** A blob that nobody remembers, so that a sweep must find it. */
    public static BlobLocation bait(SweepScope scope, UUID id) {
        return at(scope, "bait-" + id);
    }

    /** A blob that is referred to, so that a sweep must not propose it. */
    public static BlobLocation canary(SweepScope scope, UUID id) {
        return at(scope, "canary-" + id);
    }

    /** Whether a blob is a bait of any scope. */
    public static boolean isBait(BlobLocation location) {
        return BAIT.matcher(location.key()).find();
    }

    /** Whether a blob is a canary of any scope. */
    public static boolean isCanary(BlobLocation location) {
        return CANARY.matcher(location.key()).find();
    }

    @Override
    public String name() {
        return "medialifecycle.selftest";
    }

    @Override
    public Set<Candidate> referencedAmong(Set<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> isCanary(candidate.location()))
                .collect(Collectors.toSet());
    }

    @Override
    public long size() {
        return 1;
    }

    private static BlobLocation at(SweepScope scope, String name) {
        return new BlobLocation(scope.provider(), scope.bucket(), scope.prefix() + FOLDER + name + ".txt");
    }
}
