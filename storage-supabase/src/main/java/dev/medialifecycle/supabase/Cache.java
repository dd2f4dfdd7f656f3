package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Deletion.Trace;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What caches before the service go on serving after a delete, and the request that stops them, where there is one. */
final class Cache {
    /** How long the service's own cache may serve what is deleted. */
    private static final Duration EDGE = Duration.ofSeconds(60);

    private static final Pattern MAX_AGE = Pattern.compile("(?<![a-z-])(?:s-maxage|max-age)=(\\d{1,9})(?!\\d)");

    private final Service service;
    private final boolean purges;

    Cache(Service service, boolean purges) {
        this.service = service;
        this.purges = purges;
    }

    /** One call of delete; a purge that fails is not tried again in it. */
    Round round() {
        return new Round();
    }

    /** How long browsers and the service's own cache keep a copy; null if the row does not say. */
    static @Nullable Duration life(Json row) {
        String said = row.at("metadata").at("cacheControl").text().orElse("");
        Matcher age = MAX_AGE.matcher(said);
        Duration longest = EDGE;
        boolean isKnown = said.contains("no-cache") || said.contains("no-store");
        while (age.find()) {
            isKnown = true;
            Duration life = Duration.ofSeconds(Long.parseLong(age.group(1)));
            longest = life.compareTo(longest) > 0 ? life : longest;
        }
        return isKnown ? longest : null;
    }

    final class Round {
        private boolean isUseless = !purges;

        /** The success with what it leaves behind. */
        Deletion leaving(Deletion deletion, @Nullable Duration life) {
            if (purged(deletion.location())) {
                return deletion.leaving(Trace.Kind.CACHE_PURGED, null);
            }
            return deletion.verdict() == Deletion.Verdict.DELETED
                    ? deletion.leaving(Trace.Kind.CACHE_EXPIRES, life)
                    : deletion;
        }

        private boolean purged(BlobLocation location) {
            if (isUseless) {
                return false;
            }
            try {
                RestRequest purge =
                        RestRequest.changing("the purge of " + location, "DELETE", service.url("/cdn/", location));
                isUseless = !service.send(purge).isSuccess();
            } catch (MediaLifecycleException e) {
                // The blob is gone whether or not the cache was told; the trace says that it was not.
                isUseless = true;
            }
            return !isUseless;
        }
    }
}
