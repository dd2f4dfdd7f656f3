package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.retention.Candidate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Candidates by name; one name may be that of several, and a candidate has several names. */
final class CandidateNames {
    private final Map<Object, Set<Candidate>> byName = new HashMap<>();

    void add(Object name, Candidate candidate) {
        byName.computeIfAbsent(name, unused -> new HashSet<>()).add(candidate);
    }

    Object[] names() {
        return byName.keySet().toArray();
    }

    Set<Candidate> called(Object name) {
        return byName.getOrDefault(name, Set.of());
    }
}
