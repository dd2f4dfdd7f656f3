package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.StorageProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Providers that declare what is not so, or do not declare what is. */
final class FlawedCapabilities {
    private FlawedCapabilities() {}

    static final class ListsNothingInsteadOfRefusing extends ForwardingStorage {
        ListsNothingInsteadOfRefusing(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LIST, Capability.ORDERED_LIST));
        }

        @Override
        public BlobPage list(String bucket, String prefix, String token) {
            return new BlobPage(List.of(), null);
        }
    }

    static final class SignsWithoutSayingSo extends ForwardingStorage {
        SignsWithoutSayingSo(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.SIGNED_URL));
        }
    }

    static final class HidesItsBuckets extends ForwardingStorage {
        HidesItsBuckets(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Set<String> buckets() {
            return Set.of();
        }
    }

    static final class AbortsWithoutSayingSo extends ForwardingStorage {
        AbortsWithoutSayingSo(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.ABORT_UNFINISHED));
        }
    }

    static final class ClosesOnce extends ForwardingStorage {
        private int closes;

        ClosesOnce(StorageProvider honest) {
            super(honest);
        }

        @Override
        public void close() {
            if (++closes > 1) {
                throw new IllegalStateException("closed already");
            }
        }
    }
}
