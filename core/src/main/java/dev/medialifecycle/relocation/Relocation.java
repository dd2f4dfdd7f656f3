package dev.medialifecycle.relocation;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.Optional;

/** What is to go where, under which keys, and how the host's references follow; nothing happens before it is handed over. */
public record Relocation(
        Source source, Target target, KeyRule keys, ReferenceRewriter rewriter, HostTransaction transaction) {

    /** Where assets are: all of a bucket whose keys start with {@code prefix}, which may be empty. */
    public record Source(String provider, String bucket, String prefix) {
        /** The bucket to move to, which may be the same one; every asset keeps its key unless a rule is given. */
        public Relocation to(String targetProvider, String targetBucket) {
            return new Relocation(
                    this,
                    new Target(targetProvider, targetBucket),
                    KeyRule.same(),
                    ReferenceRewriter.nothing(),
                    HostTransaction.none());
        }

        /** Whether a location lies in it. */
        public boolean covers(BlobLocation location) {
            return location.provider().equals(provider)
                    && location.bucket().equals(bucket)
                    && location.key().startsWith(prefix);
        }

        /** {@code provider:bucket/prefix}. */
        @Override
        public String toString() {
            return provider + ":" + bucket + "/" + prefix;
        }
    }

    /** Where assets go. */
    public record Target(String provider, String bucket) {
        /** {@code provider:bucket}. */
        @Override
        public String toString() {
            return provider + ":" + bucket;
        }
    }

    /** A whole bucket. */
    public static Source from(String provider, String bucket) {
        return from(provider, bucket, "");
    }

    /** Those whose keys start with the prefix. */
    public static Source from(String provider, String bucket, String prefix) {
        return new Source(provider, bucket, prefix);
    }

    /** The same, with only those moved that the rule has a key for. */
    public Relocation keys(KeyRule rule) {
        return new Relocation(source, target, rule, rewriter, transaction);
    }

    /** The same by {@link KeyRule#pattern}, such as <code>{user}/video-*</code> to <code>{user}/saved/</code>. */
    public Relocation keys(String from, String to) {
        KeyPattern pattern = new KeyPattern(from, to);
        boolean isNarrower = pattern.prefix().startsWith(source.prefix());
        Source narrowed =
                new Source(source.provider(), source.bucket(), isNarrower ? pattern.prefix() : source.prefix());
        return new Relocation(narrowed, target, pattern, rewriter, transaction);
    }

    /** The same, with the host's references changed as each asset moves. */
    public Relocation rewriting(ReferenceRewriter newRewriter) {
        return new Relocation(source, target, keys, newRewriter, transaction);
    }

    /** The same, with each asset moved in a transaction of the host's, whose rows change with the library's or not at all. */
    public Relocation within(HostTransaction newTransaction) {
        return new Relocation(source, target, keys, rewriter, newTransaction);
    }

    /**
     * Where a blob is to go, empty if it is not meant or is there already. Throws {@code ML-ST-002} for a key that no provider may
     * store, and {@code ML-CFG-004} for a rule that would move it again and again.
     */
    public Optional<BlobLocation> targetOf(BlobLocation location) {
        if (!source.covers(location)) {
            return Optional.empty();
        }
        Optional<BlobLocation> there = keys.keyFor(location.key())
                .map(key -> new BlobLocation(target.provider(), target.bucket(), key))
                .filter(found -> !found.equals(location));
        there.filter(source::covers)
                .filter(found -> keys.keyFor(found.key())
                        .filter(again -> !again.equals(found.key()))
                        .isPresent())
                .ifPresent(found -> {
                    throw new MediaLifecycleException(
                            ErrorCode.INVALID_POLICY,
                            ErrorKind.REJECTED,
                            "The key rule moves " + location + " to " + found.key()
                                    + ", and would move it again from there. Next: let it answer nothing for keys that are"
                                    + " right");
                });
        return there;
    }
}
