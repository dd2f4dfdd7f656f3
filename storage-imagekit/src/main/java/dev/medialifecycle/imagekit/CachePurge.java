package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.blob.Deletion.Verdict;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what caches still hold of deleted blobs, after telling them to forget it if the host wants that. */
final class CachePurge {
    private static final Logger LOG = LoggerFactory.getLogger(CachePurge.class);

    private final ImageKitApi api;
    private final ImageKitUrls urls;
    private final boolean isWanted;
    private final Duration cacheLife;

    CachePurge(ImageKitApi api, ImageKitUrls urls, boolean isWanted, Duration cacheLife) {
        this.api = api;
        this.urls = urls;
        this.isWanted = isWanted;
        this.cacheLife = cacheLife;
    }

    /** The same deletions with what they leave behind. A purge that fails ends purging, and no deletion fails for it. */
    <K> Map<K, Deletion> after(Map<K, Deletion> deletions) {
        boolean goesOn = isWanted;
        Map<K, Deletion> traced = new LinkedHashMap<>();
        for (Map.Entry<K, Deletion> entry : deletions.entrySet()) {
            Deletion deletion = entry.getValue();
            if (deletion.verdict() == Verdict.DELETED) {
                goesOn = goesOn && purges(deletion);
                deletion = goesOn
                        ? deletion.leaving(Trace.Kind.CACHE_PURGED, null)
                        : deletion.leaving(Trace.Kind.CACHE_EXPIRES, cacheLife);
            }
            traced.put(entry.getKey(), deletion);
        }
        return traced;
    }

    private boolean purges(Deletion deletion) {
        Collection<String> expressions = urls.purgeExpressions(deletion.location());
        try {
            for (String expression : expressions) {
                api.purge(expression, "the caches of blob " + deletion.location());
            }
            return true;
        } catch (MediaLifecycleException e) {
            LOG.warn("Caches keep what was deleted until it expires there, up to {}. {}", cacheLife, e.getMessage());
            return false;
        }
    }
}
