package dev.medialifecycle.internal.exit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.ErrorKind.Retry;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Batches;
import dev.medialifecycle.internal.state.Providers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The one door to a delete: whatever is deleted in this library is deleted by this class. */
public final class BlobEraser {
    /** What the largest stores take in one request. */
    static final int AT_ONCE = 1_000;

    /** Enough halves of a thousand to come to the one blob among them, and then to one of several. */
    private static final int PATIENCE = 16;

    private static final int PATIENCE_WITH_OUTAGES = 6;

    private final Providers providers;
    private final Pacers pacers;
    private final Belief belief;

    /** What a store is believed that says it has deleted a blob. */
    public enum Belief {
        /** Its word, until a sweep shows something else. */
        ITS_WORD,
        /** Nothing before the blob was looked for, which costs a request each. */
        A_LOOK
    }

    /** Wired once. */
    public BlobEraser(Providers providers, Pacers pacers, Belief belief) {
        this.providers = providers;
        this.pacers = pacers;
        this.belief = belief;
    }

    /** What became of one blob, and whether the store itself said so of this blob: only then is a failure certainly no delete. */
    record Erased(Deletion deletion, boolean isAnswered) {
        static Erased answered(Deletion deletion) {
            return new Erased(deletion, deletion.failure() != ErrorKind.OUTCOME_UNKNOWN);
        }

        static Erased doubtful(Deletion deletion) {
            return new Erased(deletion, false);
        }
    }

    /** One answer for each asset; never throws for what a store did or did not answer. */
    Map<BlobLocation, Erased> delete(Collection<Asset> assets) {
        Map<String, List<Asset>> byProvider = new LinkedHashMap<>();
        for (Asset asset : assets) {
            byProvider
                    .computeIfAbsent(asset.location().provider(), unused -> new ArrayList<>())
                    .add(asset);
        }
        Map<BlobLocation, Erased> answers = new HashMap<>();
        byProvider.forEach((name, all) -> {
            for (List<Asset> batch : Batches.of(all)) {
                List<Erased> erased = believed(providers.get(name), delete(providers.get(name), batch));
                pace(pacers.of(name), erased);
                erased.forEach(one -> answers.put(one.deletion().location(), one));
            }
        });
        return answers;
    }

    /** Deletes a blob that the library itself put there a moment ago, for which nothing can have a use; throws what its provider throws. */
    public Deletion takeBack(StoredBlob ours) {
        return providers.of(ours.location()).delete(List.of(ours)).get(0);
    }

    private List<Erased> believed(StorageProvider provider, List<Erased> erased) {
        return belief == Belief.ITS_WORD
                ? erased
                : erased.stream().map(one -> lookedFor(provider, one)).toList();
    }

    private static Erased lookedFor(StorageProvider provider, Erased erased) {
        Deletion said = erased.deletion();
        if (!said.verdict().isSuccess()) {
            return erased;
        }
        try {
            return provider.stat(said.location()).isEmpty()
                    ? erased
                    : Erased.doubtful(Deletion.failed(
                            said.location(),
                            ErrorCode.NOT_GONE,
                            ErrorKind.UNAVAILABLE,
                            "the store said " + said.verdict() + ", and the blob is still there"));
        } catch (MediaLifecycleException e) {
            return Erased.doubtful(Deletion.failed(
                    said.location(),
                    ErrorKind.OUTCOME_UNKNOWN,
                    "the store said " + said.verdict() + ", and could not be asked again: " + e.getMessage()));
        }
    }

    private static void pace(Pacer pacer, List<Erased> erased) {
        List<Deletion> refused = erased.stream()
                .map(Erased::deletion)
                .filter(deletion -> deletion.failure() == ErrorKind.THROTTLED)
                .toList();
        pacer.took(erased.size() - refused.size());
        if (!refused.isEmpty()) {
            pacer.refused(refused.stream()
                    .map(Deletion::retryAfter)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(null));
        }
    }

    private static List<Erased> delete(StorageProvider provider, List<Asset> batch) {
        return new Attempt(provider).delete(batch);
    }

    /**
     * One batch on its way. A provider that throws may have met one blob that it cannot bear, so the batch is tried in halves;
     * when several requests in a row have come to nothing it is the store that is out of order, and no more are made.
     */
    private static final class Attempt {
        private final StorageProvider provider;
        private int failedInARow;

        Attempt(StorageProvider provider) {
            this.provider = provider;
        }

        List<Erased> delete(List<Asset> batch) {
            try {
                List<Erased> erased = answered(provider, batch);
                failedInARow = 0;
                return erased;
            } catch (MediaLifecycleException e) {
                failedInARow++;
                if (e.kind() != ErrorKind.THROTTLED && mayBeOneBlob(batch, patience(e.kind()))) {
                    return inHalves(batch);
                }
                return e.kind() == ErrorKind.THROTTLED || e.kind().retry() == Retry.NEVER
                        ? batch.stream().map(asset -> thrown(asset, e)).toList()
                        : looked(provider, batch, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                failedInARow++;
                return mayBeOneBlob(batch, PATIENCE)
                        ? inHalves(batch)
                        : looked(provider, batch, e.getClass().getSimpleName());
            }
        }

        private boolean mayBeOneBlob(List<Asset> batch, int patience) {
            return batch.size() > 1 && failedInARow < patience;
        }

        /** The request that failed may still arrive: whatever a later one is told of the same blobs, they may be deleted yet. */
        private List<Erased> inHalves(List<Asset> batch) {
            int half = batch.size() / 2;
            List<Erased> erased = new ArrayList<>(delete(batch.subList(0, half)));
            erased.addAll(delete(batch.subList(half, batch.size())));
            return erased.stream().map(one -> Erased.doubtful(one.deletion())).toList();
        }

        /** A store that is out of order answers slowly, if at all. */
        private static int patience(ErrorKind kind) {
            return kind.retry() == Retry.NEVER ? PATIENCE : PATIENCE_WITH_OUTAGES;
        }
    }

    private static List<Erased> answered(StorageProvider provider, List<Asset> batch) {
        Map<BlobLocation, Deletion> byLocation = new HashMap<>();
        provider.delete(batch.stream().map(Asset::blob).toList())
                .forEach(deletion -> byLocation.put(deletion.location(), deletion));
        List<Erased> erased = new ArrayList<>();
        List<Asset> doubtful = new ArrayList<>();
        for (Asset asset : batch) {
            Deletion answer = byLocation.get(asset.location());
            if (answer == null || answer.failure() == ErrorKind.OUTCOME_UNKNOWN) {
                doubtful.add(asset);
            } else {
                erased.add(Erased.answered(answer));
            }
        }
        erased.addAll(looked(provider, doubtful, "the store did not say what became of the blob"));
        return erased;
    }

    /** A provider that throws has said nothing about any one blob: part of its work may be done. */
    private static Erased thrown(Asset asset, MediaLifecycleException e) {
        Deletion failed = Deletion.failed(asset.location(), e.code(), e.kind(), String.valueOf(e.getMessage()));
        return Erased.doubtful(e.retryAfter().map(failed::retryAfter).orElse(failed));
    }

    /** Law 5: an unanswered delete may have happened, so look before deciding; a store that cannot be asked is asked once. */
    private static List<Erased> looked(StorageProvider provider, List<Asset> batch, String doubt) {
        List<Erased> looked = new ArrayList<>();
        boolean canLook = true;
        for (Asset asset : batch) {
            BlobLocation location = asset.location();
            Deletion deletion = Deletion.failed(location, ErrorKind.OUTCOME_UNKNOWN, doubt);
            if (canLook) {
                try {
                    deletion = provider.stat(location).isEmpty()
                            ? Deletion.deleted(location)
                            : Deletion.failed(location, ErrorKind.OUTCOME_UNKNOWN, "still there: " + doubt);
                } catch (MediaLifecycleException e) {
                    canLook = false;
                }
            }
            looked.add(Erased.doubtful(deletion));
        }
        return looked;
    }
}
