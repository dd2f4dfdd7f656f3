package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes in bulk, and believes only what the service names: what is missing from its answer was absent, or forbidden, or in no
 * bucket at all, and is asked about one by one.
 */
final class Deletes {
    private final Service service;
    private final Keys keys;
    private final Cache cache;
    private final Batches batches;

    Deletes(Service service, Keys keys, Cache cache, Batches batches) {
        this.service = service;
        this.keys = keys;
        this.cache = cache;
        this.batches = batches;
    }

    List<Deletion> delete(List<StoredBlob> blobs) {
        Run run = new Run();
        Map<String, List<BlobLocation>> byBucket = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            BlobLocation location = blob.location();
            if (run.verdicts.containsKey(location)) {
                continue;
            }
            try {
                keys.requireOwn(location);
                byBucket.computeIfAbsent(location.bucket(), bucket -> new ArrayList<>())
                        .add(location);
            } catch (MediaLifecycleException e) {
                run.verdicts.put(location, StorageFailure.verdict(location, e));
            }
        }
        byBucket.forEach(run::deleteFrom);
        return blobs.stream().map(blob -> run.verdicts.get(blob.location())).toList();
    }

    /** One call of delete. */
    private final class Run {
        private final Map<BlobLocation, Deletion> verdicts = new HashMap<>();
        private final Cache.Round purging = cache.round();

        /** Why the service is asked no more: it wants to be left alone, or does not answer. */
        private @Nullable MediaLifecycleException stopped;

        void deleteFrom(String bucket, List<BlobLocation> all) {
            List<BlobLocation> possible = new ArrayList<>();
            List<BlobLocation> unnamed = new ArrayList<>();
            all.stream()
                    .distinct()
                    .forEach(location -> (keys.isPossible(location.key()) ? possible : unnamed).add(location));
            for (List<BlobLocation> batch : batches.of(possible)) {
                unnamed.addAll(removeAll(bucket, batch));
            }
            if (!unnamed.isEmpty()) {
                settle(bucket, unnamed);
            }
        }

        /** Those that the service did not name. */
        private List<BlobLocation> removeAll(String bucket, List<BlobLocation> batch) {
            if (stopped != null) {
                leaveAlone(batch, stopped);
                return List.of();
            }
            String subject = "the removal of " + batch.size() + " blobs from " + bucket;
            try {
                List<String> asked = batch.stream().map(BlobLocation::key).toList();
                RestAnswer answer =
                        service.send(RestRequest.changing(subject, "DELETE", service.url("/object/" + bucket))
                                .json(Json.of(Map.of("prefixes", asked))));
                if (!answer.isSuccess()) {
                    throw Refusal.of(answer).failure(subject, true);
                }
                if (!answer.json().isList()) {
                    throw SupabaseFailure.strange(subject);
                }
                return unnamed(batch, answer.json().items());
            } catch (MediaLifecycleException e) {
                fail(batch, noted(e));
                return List.of();
            }
        }

        private List<BlobLocation> unnamed(List<BlobLocation> batch, List<Json> rows) {
            Map<String, Json> gone = new HashMap<>();
            rows.forEach(row -> row.at("name").text().ifPresent(key -> gone.put(key, row)));
            List<BlobLocation> unnamed = new ArrayList<>();
            for (BlobLocation location : batch) {
                Json row = gone.get(location.key());
                if (row == null) {
                    unnamed.add(location);
                } else {
                    verdicts.put(location, purging.leaving(Deletion.deleted(location), Cache.life(row)));
                }
            }
            return unnamed;
        }

        private void settle(String bucket, List<BlobLocation> unnamed) {
            SeenBucket seen = new SeenBucket(bucket);
            for (int at = 0; at < unnamed.size(); at++) {
                if (stopped != null) {
                    leaveAlone(unnamed.subList(at, unnamed.size()), stopped);
                    return;
                }
                BlobLocation location = unnamed.get(at);
                try {
                    verdicts.put(location, removeOne(location, seen));
                } catch (MediaLifecycleException e) {
                    fail(List.of(location), noted(e));
                }
            }
        }

        private Deletion removeOne(BlobLocation location, SeenBucket seen) {
            if (!keys.isPossible(location.key())) {
                seen.require();
                return Deletion.alreadyAbsent(location);
            }
            RestAnswer answer = service.send(
                    RestRequest.changing(location.toString(), "DELETE", service.url("/object/", location)));
            if (answer.isSuccess()) {
                return purging.leaving(Deletion.deleted(location), null);
            }
            Refusal refusal = Refusal.of(answer);
            return switch (refusal.meaning()) {
                case NO_KEY, INVALID_KEY -> {
                    seen.require();
                    yield purging.leaving(Deletion.alreadyAbsent(location), null);
                }
                case DENIED -> SupabaseFailure.removedNothing(location);
                default -> throw refusal.failure(location.toString(), true);
            };
        }

        /** Whoever gets no answer to one request would wait as long for each of the others. */
        private MediaLifecycleException noted(MediaLifecycleException failure) {
            boolean isSilent = failure.getCause() != null;
            if (isSilent || failure.kind() == ErrorKind.THROTTLED) {
                stopped = failure;
            }
            return failure;
        }

        private void fail(List<BlobLocation> locations, MediaLifecycleException failure) {
            locations.forEach(location -> verdicts.put(location, StorageFailure.verdict(location, failure)));
        }

        /** They were not asked for, or the answer did not name them, so nothing was done to them. */
        private void leaveAlone(List<BlobLocation> locations, MediaLifecycleException why) {
            boolean isUnknown = why.kind() == ErrorKind.OUTCOME_UNKNOWN;
            for (BlobLocation location : locations) {
                Deletion left = Deletion.failed(
                        location,
                        isUnknown ? ErrorCode.STORAGE_UNAVAILABLE : why.code(),
                        isUnknown ? ErrorKind.UNAVAILABLE : why.kind(),
                        "not tried after this: " + why.getMessage());
                verdicts.put(location, why.retryAfter().map(left::retryAfter).orElse(left));
            }
        }
    }
    /** That a key is not there proves nothing before its bucket was seen: the service has one answer for both. */
    private final class SeenBucket {
        private final String bucket;
        private boolean isSeen;
        private @Nullable MediaLifecycleException doubt;

        SeenBucket(String bucket) {
            this.bucket = bucket;
        }

        void require() {
            if (doubt != null) {
                throw doubt;
            }
            if (!isSeen) {
                try {
                    service.requireBucket(bucket);
                    isSeen = true;
                } catch (MediaLifecycleException e) {
                    doubt = e;
                    throw e;
                }
            }
        }
    }
}
