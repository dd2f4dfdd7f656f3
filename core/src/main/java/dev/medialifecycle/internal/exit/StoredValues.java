package dev.medialifecycle.internal.exit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A reference source over everything a host stored in one place, whatever the spelling: URLs, asset ids or bare keys. */
public final class StoredValues implements ReferenceSource {
    private final String name;
    private final Supplier<? extends Stream<String>> values;
    private final Providers providers;

    /** The supplier gives a new stream each time; a stream that throws means unknown. */
    public StoredValues(String name, Supplier<? extends Stream<String>> values, Providers providers) {
        this.name = name;
        this.values = values;
        this.providers = providers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Candidate> referencedAmong(Set<Candidate> candidates) {
        Names names = new Names(candidates);
        Set<Candidate> used = new HashSet<>();
        try (Stream<String> all = values.get()) {
            all.filter(value -> value != null && !value.isBlank())
                    .forEach(value -> used.addAll(meant(value.strip(), names)));
        }
        return used;
    }

    @Override
    public long size() {
        try (Stream<String> all = values.get()) {
            return all.filter(value -> value != null && !value.isBlank()).count();
        }
    }

    private Set<Candidate> meant(String value, Names names) {
        if (!value.contains("//")) {
            return names.byText(value);
        }
        Located located = providers.locate(value.startsWith("//") ? "https:" + value : value);
        if (located instanceof Located.Owned owned) {
            return names.at(owned.location());
        }
        if (located instanceof Located.Ambiguous ambiguous) {
            Set<Candidate> all = new HashSet<>();
            ambiguous.candidates().forEach(location -> all.addAll(names.at(location)));
            return all;
        }
        if (located instanceof Located.Unparseable fault) {
            // Law 5: a reference that nobody can read may mean any blob.
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_URL,
                    ErrorKind.REJECTED,
                    "A value of \"" + name + "\" is no readable URL (" + fault.reason() + ")");
        }
        return Set.of();
    }

    /** Candidates under the names that are no URL. */
    private static final class Names {
        private final Map<BlobLocation, Candidate> byLocation = new HashMap<>();
        private final Map<String, Set<Candidate>> byName = new HashMap<>();

        Names(Set<Candidate> candidates) {
            for (Candidate candidate : candidates) {
                BlobLocation location = candidate.location();
                byLocation.put(location, candidate);
                name(location.key(), candidate);
                name(location.bucket() + "/" + location.key(), candidate);
                if (candidate.assetId() != null) {
                    name(candidate.assetId().toString(), candidate);
                }
            }
        }

        private void name(String text, Candidate candidate) {
            byName.computeIfAbsent(text, unused -> new HashSet<>()).add(candidate);
        }

        Set<Candidate> at(BlobLocation location) {
            Candidate candidate = byLocation.get(location);
            return candidate == null ? Set.of() : Set.of(candidate);
        }

        Set<Candidate> byText(String value) {
            String key = value.startsWith("/") ? value.substring(1) : value;
            Set<Candidate> found = byName.getOrDefault(key, Set.of());
            // An asset id may have been stored in capitals.
            return found.isEmpty() ? byName.getOrDefault(key.toLowerCase(Locale.ROOT), Set.of()) : found;
        }
    }
}
