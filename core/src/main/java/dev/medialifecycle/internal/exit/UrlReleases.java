package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.internal.state.Batches;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.release.Release;
import dev.medialifecycle.repository.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Releases for hosts that kept URLs: compared by location, never by spelling. */
public final class UrlReleases {
    private final State state;
    private final Providers providers;
    private final Releases releases;
    private final Adoption adoption;

    /** Wired once. */
    public UrlReleases(Ground ground, Releases releases, Adoption adoption) {
        this.state = ground.state();
        this.providers = ground.providers();
        this.releases = releases;
        this.adoption = adoption;
    }

    /** One answer for each URL, in order. */
    public List<Release> release(String owner, Collection<String> urls) {
        return replace(owner, urls, List.of());
    }

    /** One answer for each URL of {@code before}, in order: what {@code after} still names in any spelling stays. */
    public List<Release> replace(String owner, Collection<String> before, Collection<String> after) {
        Set<BlobLocation> still = new HashSet<>();
        Optional<String> unreadable = Optional.empty();
        for (String url : after) {
            Located located = providers.locate(url);
            if (located instanceof Located.Owned owned) {
                still.add(owned.location());
            } else if (located instanceof Located.Ambiguous ambiguous) {
                still.addAll(ambiguous.candidates());
            } else if (located instanceof Located.Unparseable fault && !url.isBlank()) {
                unreadable = Optional.of("a URL that stays cannot be read: " + fault.reason());
            }
        }
        Map<String, Located> located = new LinkedHashMap<>();
        before.forEach(url -> located.put(url, providers.locate(url)));
        // Law 5: a URL that stays and cannot be read may mean any of those that go.
        Map<String, Release> answers = unreadable.isPresent() ? Map.of() : recorded(owner, located, still);
        String doubt = unreadable.orElse("");
        return before.stream()
                .map(url -> answers.getOrDefault(url, new Release.Unresolved(url, doubt)))
                .toList();
    }

    private Map<String, Release> recorded(String owner, Map<String, Located> located, Set<BlobLocation> still) {
        return state.joined(tx -> {
            Map<BlobLocation, Asset> rows = rows(tx, located.values());
            Map<String, Release> answers = new HashMap<>();
            Map<AssetId, Asset> leaving = new LinkedHashMap<>();
            located.forEach((url, what) -> {
                Release answer = answer(tx, owner, url, what, still, rows);
                answers.put(url, answer);
                if (answer instanceof Release.Recorded recorded && what instanceof Located.Owned owned) {
                    Optional.ofNullable(rows.get(owned.location()))
                            .ifPresent(asset -> leaving.put(recorded.asset(), asset));
                }
            });
            releases.propose(tx, leaving.values());
            return answers;
        });
    }

    private static Map<BlobLocation, Asset> rows(Transaction tx, Collection<Located> located) {
        List<BlobLocation> locations = new ArrayList<>();
        for (Located one : located) {
            if (one instanceof Located.Owned owned) {
                locations.add(owned.location());
            }
        }
        Map<BlobLocation, Asset> rows = new HashMap<>();
        Batches.of(locations).forEach(some -> tx.assets().at(some).forEach(asset -> rows.put(asset.location(), asset)));
        return rows;
    }

    private Release answer(
            Transaction tx,
            String owner,
            String url,
            Located what,
            Set<BlobLocation> still,
            Map<BlobLocation, Asset> rows) {
        if (what instanceof Located.Foreign foreign) {
            return new Release.Foreign(url, foreign.host());
        }
        if (what instanceof Located.Unparseable fault) {
            return new Release.Unresolved(url, fault.reason());
        }
        if (!(what instanceof Located.Owned owned)) {
            return new Release.Unresolved(url, "it could mean several blobs");
        }
        BlobLocation location = owned.location();
        if (still.contains(location)) {
            return new Release.StillUsed(url, location);
        }
        Optional<Asset> asset = Optional.ofNullable(rows.get(location)).or(() -> adoption.ofOwner(tx, owner, owned));
        if (asset.isEmpty() || !asset.get().owner().equals(owner)) {
            return new Release.Protected(url, location);
        }
        if (asset.get().state() != AssetState.ACTIVE && asset.get().state() != AssetState.PENDING) {
            return new Release.AlreadyGone(url, location);
        }
        rows.put(location, asset.get());
        return new Release.Recorded(url, asset.get().id());
    }
}
