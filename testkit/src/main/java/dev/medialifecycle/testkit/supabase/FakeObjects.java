package dev.medialifecycle.testkit.supabase;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The buckets and rows, one transaction at a time. */
final class FakeObjects {
    /** What the server accepts in a key. */
    private static final String KEY = "[A-Za-z0-9_/!.*'() &$=@;:+,?-]+";

    private final Map<String, FakeBucket> buckets = new TreeMap<>();
    private final Policies policies;
    private final Clock clock;
    private final Set<String> kept = new HashSet<>();
    private int creationsLetThrough;

    FakeObjects(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    synchronized void add(FakeBucket bucket) {
        buckets.put(bucket.id(), bucket);
    }

    synchronized void remove(String bucket) {
        buckets.remove(bucket);
    }

    synchronized Optional<FakeBucket> find(String bucket) {
        return Optional.ofNullable(buckets.get(bucket));
    }

    synchronized List<FakeBucket> all() {
        return List.copyOf(buckets.values());
    }

    synchronized List<FakeRow> rows(String bucket) {
        return find(bucket).map(found -> List.copyOf(found.rows().values())).orElse(List.of());
    }

    /** Lets so many creations through although their key is taken, as happens to those who raced with the one who took it. */
    synchronized void letCreationsThrough(int count) {
        creationsLetThrough = count;
    }

    /** Refuses to let this object go, whoever asks, as a trigger of the project's own may. */
    synchronized void keep(String bucket, String key) {
        kept.add(bucket + "/" + key);
    }

    synchronized void keepNothing() {
        kept.clear();
    }

    synchronized void loseFile(String bucket, String key) {
        found(bucket).rows().computeIfPresent(key, (name, row) -> row.withoutFile());
    }

    static void requireValid(String key) {
        if (!key.matches(KEY)) {
            throw Refused.invalidKey(key);
        }
    }

    /** The row as this caller sees it; a row that no policy shows is not found. */
    synchronized FakeRow row(Caller caller, String bucket, String key) {
        requireValid(key);
        FakeBucket found = found(bucket);
        FakeRow row = found.rows().get(key);
        if (row == null || !(found.isPublic() || policies.allows(caller, SupabasePolicy.SELECT, row))) {
            throw Refused.noSuchKey();
        }
        return row;
    }

    /** Every row of the bucket that this caller sees, in byte order; none for a bucket that is not there. */
    synchronized List<FakeRow> visible(Caller caller, String bucket) {
        return rows(bucket).stream()
                .filter(row -> policies.allows(caller, SupabasePolicy.SELECT, row))
                .toList();
    }

    /** Refuses what an upload would be refused for, before its bytes are read. */
    synchronized void requireCreatable(Caller caller, String bucket, String key, boolean upsert) {
        FakeBucket found = found(bucket);
        requireValid(key);
        FakeRow old = found.rows().get(key);
        if (!policies.allowsSome(caller, SupabasePolicy.INSERT)
                || (old != null && upsert && !policies.allows(caller, SupabasePolicy.UPDATE, old))) {
            throw Refused.accessDenied("new row violates row-level security policy");
        }
        if (old != null && !upsert) {
            if (creationsLetThrough == 0) {
                throw Refused.keyTaken();
            }
            creationsLetThrough--;
        }
    }

    synchronized void requireAccepted(String bucket, String type, int size) {
        FakeBucket found = found(bucket);
        if (!found.mimeTypes().isEmpty() && found.mimeTypes().stream().noneMatch(allowed -> matches(allowed, type))) {
            throw Refused.mimeType(type);
        }
        if (found.sizeLimit() != null && size > found.sizeLimit()) {
            throw Refused.tooLarge();
        }
    }

    /** Puts the row there, over whatever is there: the check that it is free was made before the bytes were read. */
    synchronized FakeRow store(
            String bucket, String key, byte[] bytes, String type, String cacheControl, @Nullable String owner) {
        FakeBucket found = found(bucket);
        FakeRow old = found.rows().get(key);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        FakeRow row = new FakeRow(
                key,
                old == null ? UUID.randomUUID().toString() : old.id(),
                UUID.randomUUID().toString(),
                bytes.clone(),
                type,
                cacheControl,
                owner,
                old == null ? now : old.createdAt(),
                now,
                false);
        found.rows().put(key, row);
        return row;
    }

    /** The single delete: 404 for what is not there, be it the bucket, and 403 for what no policy lets go. */
    synchronized void deleteOne(Caller caller, String bucket, String key) {
        FakeBucket found = buckets.get(bucket);
        FakeRow row = found == null ? null : found.rows().get(key);
        if (found == null || row == null) {
            throw Refused.noSuchKey();
        }
        if (!deletable(caller, bucket, row)) {
            throw Refused.accessDenied("Access denied");
        }
        found.rows().remove(key);
    }

    /** The bulk remove: the rows that went, and not a word about the others. */
    synchronized List<FakeRow> deleteAll(Caller caller, String bucket, List<String> keys) {
        List<FakeRow> gone = new ArrayList<>();
        FakeBucket found = buckets.get(bucket);
        for (String key : new LinkedHashSet<>(keys)) {
            FakeRow row = found == null ? null : found.rows().get(key);
            if (found != null && row != null && deletable(caller, bucket, row)) {
                found.rows().remove(key);
                gone.add(row);
            }
        }
        return gone;
    }

    /** A row must be seen to be deleted. */
    private boolean deletable(Caller caller, String bucket, FakeRow row) {
        return !kept.contains(bucket + "/" + row.name())
                && policies.allows(caller, SupabasePolicy.DELETE, row)
                && policies.allows(caller, SupabasePolicy.SELECT, row);
    }

    private FakeBucket found(String bucket) {
        return find(bucket).orElseThrow(Refused::noSuchBucket);
    }

    private static boolean matches(String allowed, String type) {
        return allowed.endsWith("/*")
                ? type.startsWith(allowed.substring(0, allowed.length() - 1))
                : type.equals(allowed);
    }
}
