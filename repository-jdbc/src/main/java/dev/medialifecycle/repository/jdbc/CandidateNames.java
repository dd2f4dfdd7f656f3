package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.retention.Candidate;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Candidates by every name that a host could have stored. */
final class CandidateNames<T> {
    private final Map<T, Set<Candidate>> byName = new HashMap<>();

    private CandidateNames() {}

    static CandidateNames<Object> ids(Collection<Candidate> candidates) {
        return of(candidates, candidate -> {
            AssetId id = candidate.assetId();
            return id == null ? List.of() : List.of(id.value());
        });
    }

    static CandidateNames<String> texts(Collection<Candidate> candidates) {
        return of(candidates, CandidateNames::texts);
    }

    private static <T> CandidateNames<T> of(
            Collection<Candidate> candidates, Function<Candidate, ? extends Collection<? extends T>> names) {
        CandidateNames<T> all = new CandidateNames<>();
        candidates.forEach(candidate -> names.apply(candidate)
                .forEach(name -> all.byName
                        .computeIfAbsent(name, unused -> new HashSet<>())
                        .add(candidate)));
        return all;
    }

    private static List<String> texts(Candidate candidate) {
        List<String> names = new ArrayList<>();
        AssetId id = candidate.assetId();
        if (id != null) {
            names.add(id.toString());
            names.add(id.toString().toUpperCase(Locale.ROOT));
        }
        String key = candidate.location().key();
        for (String path : List.of(key, candidate.location().bucket() + "/" + key)) {
            names.add(path);
            names.add("/" + path);
        }
        names.add(candidate.location().toString());
        candidate.urls().stream().map(URI::toString).forEach(url -> addUrl(url, names));
        return names;
    }

    private static void addUrl(String url, List<String> names) {
        int host = url.indexOf("//");
        if (host < 0) {
            names.add(url);
            return;
        }
        String rest = url.substring(host);
        names.add(url);
        names.add("https:" + rest);
        names.add("http:" + rest);
        names.add(rest);
    }

    Object[] names() {
        return byName.keySet().toArray();
    }

    Set<Candidate> called(Object name) {
        return byName.getOrDefault(name, Set.of());
    }
}
