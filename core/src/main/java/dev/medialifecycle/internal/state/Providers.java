package dev.medialifecycle.internal.state;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.retention.Candidate;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configured providers by name, and what a URL means to all of them together. */
public final class Providers {
    private final Map<String, StorageProvider> byName = new TreeMap<>();

    /** Refuses two of one name. */
    public Providers(Collection<StorageProvider> providers) {
        for (StorageProvider provider : providers) {
            if (byName.putIfAbsent(provider.name(), provider) != null) {
                throw new MediaLifecycleException(
                        ErrorCode.MISSING_PART,
                        ErrorKind.REJECTED,
                        "Two storage providers are named \"" + provider.name() + "\". Next: name them differently");
            }
        }
    }

    /** The provider of this name; {@code ML-CFG-001} if there is none. */
    public StorageProvider get(String name) {
        StorageProvider provider = byName.get(name);
        if (provider == null) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_PART,
                    ErrorKind.REJECTED,
                    "No storage provider is named \"" + name + "\"; there are " + byName.keySet()
                            + ". Next: builder.storage(...)");
        }
        return provider;
    }

    /** The provider that holds a location. */
    public StorageProvider of(BlobLocation location) {
        return get(location.provider());
    }

    /** What a URL stands for: ours if any provider says so, unknown before foreign when none does. */
    public Located locate(String url) {
        List<Located.Owned> owned = new ArrayList<>();
        List<BlobLocation> possible = new ArrayList<>();
        Located.Unparseable unparseable = null;
        Located.Foreign foreign = null;
        for (StorageProvider provider : byName.values()) {
            Located located = provider.locate(url);
            if (located instanceof Located.Owned found) {
                owned.add(found);
                possible.add(found.location());
            } else if (located instanceof Located.Ambiguous ambiguous) {
                possible.addAll(ambiguous.candidates());
            } else if (located instanceof Located.Unparseable fault) {
                unparseable = fault;
            } else if (located instanceof Located.Foreign elsewhere) {
                foreign = elsewhere;
            }
        }
        if (owned.size() == 1 && possible.size() == 1) {
            return owned.get(0);
        }
        if (!possible.isEmpty()) {
            return new Located.Ambiguous(possible);
        }
        if (unparseable != null) {
            return unparseable;
        }
        return foreign != null ? foreign : new Located.Unparseable("no storage provider is configured");
    }

    /** An asset as reference sources may know it. */
    public Candidate candidate(Asset asset) {
        return candidate(asset.location(), asset.id());
    }

    /** A blob as reference sources may know it. */
    public Candidate candidate(BlobLocation location, @Nullable AssetId id) {
        StorageProvider provider = of(location);
        return new Candidate(location, id, publicUrl(provider, location));
    }

    /** None for a bucket that is not public, or a key that has no URL there. */
    private static Set<URI> publicUrl(StorageProvider provider, BlobLocation location) {
        if (!provider.capabilities().contains(Capability.PUBLIC_URL)) {
            return Set.of();
        }
        try {
            return Set.of(provider.publicUrl(location));
        } catch (MediaLifecycleException e) {
            if (e.kind().retry() != ErrorKind.Retry.NEVER) {
                throw e;
            }
            return Set.of();
        }
    }

    /** All of them. */
    public Collection<StorageProvider> all() {
        return List.copyOf(byName.values());
    }
}
