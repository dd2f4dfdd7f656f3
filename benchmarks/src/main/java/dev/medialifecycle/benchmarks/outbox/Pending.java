package dev.medialifecycle.benchmarks.outbox;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.JobRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Fills a repository with work that is due, as a host's transactions would have. */
public final class Pending {
    /** Whose all assets are. */
    public static final String OWNER = "u1";

    private static final int AT_ONCE = 1_000;

    private final JobRepository repository;
    private final Instant due;

    /** The first entry is due then, each further one a microsecond later. */
    public Pending(JobRepository repository, Instant due) {
        this.repository = repository;
        this.due = due;
    }

    /** The ends of jobs that nobody knows any more: nothing to do, and looked at one by one. */
    public void tellings(int count) {
        entries(count, () -> new Effect.TellJobEnded(new JobId(UUID.randomUUID())), Lane.PROMPT);
    }

    /** Blobs of assets whose rows are gone: nothing to do, and looked at together. */
    public void leftovers(int count) {
        entries(
                count,
                () -> new Effect.DeleteBlob(new AssetId(UUID.randomUUID())),
                Lane.deleting(ForgettingStorage.NAME));
    }

    /** Blobs of quarantined assets, to be deleted: those from this number to before that one. */
    public void deletes(int first, int beyond) {
        for (int from = first; from < beyond; from += AT_ONCE) {
            deletesAtOnce(from, Math.min(beyond, from + AT_ONCE));
        }
    }

    /** Assets in use, without any effect. */
    public List<Asset> assets(int count) {
        List<Asset> assets = new ArrayList<>();
        for (int from = 0; from < count; from += AT_ONCE) {
            assets.addAll(assetsAtOnce(from, Math.min(count, from + AT_ONCE)));
        }
        return assets;
    }

    private void entries(int count, Supplier<Effect> effects, Lane lane) {
        for (int from = 0; from < count; from += AT_ONCE) {
            List<OutboxEntry> entries = new ArrayList<>();
            for (int n = from; n < Math.min(count, from + AT_ONCE); n++) {
                entries.add(entry(effects.get(), n).in(lane));
            }
            repository.inNewTransaction(tx -> {
                tx.outbox().add(entries);
                return entries;
            });
        }
    }

    private void deletesAtOnce(int from, int to) {
        repository.inNewTransaction(tx -> {
            List<OutboxEntry> entries = new ArrayList<>();
            for (int n = from; n < to; n++) {
                Asset asset = asset(n, AssetState.QUARANTINED);
                tx.assets().insert(asset);
                entries.add(entry(new Effect.DeleteBlob(asset.id()), n).in(Lane.deleting(ForgettingStorage.NAME)));
            }
            tx.outbox().add(entries);
            return entries;
        });
    }

    private List<Asset> assetsAtOnce(int from, int to) {
        return repository.inNewTransaction(tx -> {
            List<Asset> assets = new ArrayList<>();
            for (int n = from; n < to; n++) {
                Asset asset = asset(n, AssetState.ACTIVE);
                tx.assets().insert(asset);
                assets.add(asset);
            }
            return assets;
        });
    }

    /** The key of the n-th blob. */
    public static String key(int n) {
        return OWNER + "/saved/" + n + ".png";
    }

    /** When the n-th entry is due, if the first one is due at {@code due}. */
    public static Instant dueAt(Instant due, int n) {
        return due.plusNanos(1_000L * n);
    }

    /** Which blob this is. */
    public static int number(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1, key.length() - ".png".length()));
    }

    private Asset asset(int n, AssetState state) {
        return new Asset(
                new AssetId(UUID.randomUUID()),
                OWNER,
                AssetRole.OUTPUT,
                state,
                new BlobLocation(ForgettingStorage.NAME, ForgettingStorage.BUCKET, key(n)),
                new Content("image/png", 1, null, null),
                null,
                null,
                state == AssetState.ACTIVE ? null : LeaveCause.NEVER_CONFIRMED,
                due,
                due,
                due,
                1);
    }

    private OutboxEntry entry(Effect effect, int n) {
        return OutboxEntry.due(UUID.randomUUID(), effect, dueAt(due, n));
    }
}
