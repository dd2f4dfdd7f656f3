package dev.medialifecycle.internal.check;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a URL is, or is not, the name of one of our blobs; the text itself is not repeated, because it may hold a token. */
public final class UrlStory {
    private static final String NEXT_FOREIGN =
            "if it should be ours, configure the provider with this host, bucket or base URL";

    private final State state;
    private final Providers providers;

    /** Wired once. */
    public UrlStory(Ground ground) {
        this.state = ground.state();
        this.providers = ground.providers();
    }

    /** Step by step: its form, what each provider makes of it, what all together make of it, and the asset behind it. */
    public List<Finding> tell(String url) {
        List<Finding> steps = new ArrayList<>();
        BlobUrl form = BlobUrl.split(url);
        if (form instanceof BlobUrl.Fault fault) {
            steps.add(Finding.failed(
                    "form",
                    ErrorCode.INVALID_URL,
                    "the text " + fault.reason(),
                    "store absolute URLs as the library gave them out"));
        } else {
            steps.add(Finding.ok("form", "an absolute URL on host " + ((BlobUrl.Parts) form).host()));
        }
        for (StorageProvider provider : providers.all()) {
            steps.add(opinion("provider " + provider.name(), provider.locate(url)));
        }
        Located located = providers.locate(url);
        steps.add(opinion("all together", located));
        if (located instanceof Located.Owned owned) {
            steps.add(asset(owned.location()));
        }
        return List.copyOf(steps);
    }

    private static Finding opinion(String subject, Located located) {
        if (located instanceof Located.Owned owned) {
            return Finding.ok(
                    subject,
                    "bucket " + owned.location().bucket() + ", key "
                            + owned.location().key());
        }
        if (located instanceof Located.Foreign foreign) {
            return Finding.failed(
                    subject,
                    ErrorCode.FOREIGN_URL,
                    "host " + foreign.host() + " or the path is not its own",
                    NEXT_FOREIGN);
        }
        if (located instanceof Located.Ambiguous ambiguous) {
            return Finding.failed(
                    subject,
                    ErrorCode.DELETE_UNRESOLVED,
                    "it could mean any of " + ambiguous.candidates() + ", so all of them stay",
                    "let providers share no base URL, and store URLs as the library gave them out");
        }
        String reason = located instanceof Located.Unparseable fault ? fault.reason() : "nothing";
        return Finding.failed(subject, ErrorCode.INVALID_URL, "it " + reason, "correct the value");
    }

    private Finding asset(BlobLocation location) {
        Optional<Asset> asset =
                state.own(tx -> tx.assets().at(List.of(location))).stream().findFirst();
        return asset.map(found -> Finding.ok(
                        "asset",
                        found.id() + " of owner " + found.owner() + ", " + found.role() + ", " + found.state()))
                .orElseGet(() -> Finding.warning(
                        "asset",
                        ErrorCode.ASSET_NOT_FOUND,
                        "no asset has this location",
                        "releaseUrls adopts it for the owner whose prefix it is under"));
    }
}
