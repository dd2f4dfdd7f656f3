package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One node's questions to the host's tables, some of which are not answered, or only by half. */
final class StormyReferences {
    private final SimulatedWorld world;
    private final SimulatedNode node;

    StormyReferences(SimulatedWorld world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    /** Every value of the gallery. */
    Stream<String> gallery() {
        List<String> values =
                rows(HostRow.Table.GALLERY).stream().map(HostRow::value).toList();
        Stream<String> answer = isTroubled() ? breaking(values) : values.stream();
        return answer.onClose(() -> node.crossing().at(Place.AFTER_REFERENCES, node));
    }

    /** The albums, asked by location. */
    ReferenceSource albums() {
        return new ReferenceSource() {
            @Override
            public String name() {
                return "albums";
            }

            @Override
            public Set<Candidate> referencedAmong(Set<Candidate> candidates) {
                Collection<HostRow> rows = rows(HostRow.Table.ALBUMS);
                if (isTroubled()) {
                    throw new IllegalStateException("The albums cannot be read");
                }
                Set<?> targets = rows.stream().map(HostRow::target).collect(Collectors.toSet());
                Set<Candidate> used = new HashSet<>(candidates);
                used.removeIf(candidate -> !targets.contains(candidate.location()));
                node.crossing().at(Place.AFTER_REFERENCES, node);
                return used;
            }

            @Override
            public long size() {
                return rows(HostRow.Table.ALBUMS).size();
            }
        };
    }

    private Collection<HostRow> rows(HostRow.Table table) {
        node.crossing().at(Place.BEFORE_REFERENCES, node);
        return world.database().now().hostRows().values().stream()
                .filter(row -> row.table() == table)
                .toList();
    }

    private boolean isTroubled() {
        boolean isTroubled = world.chance(world.weather().sourceTrouble(), 1);
        if (isTroubled) {
            world.history().add("! a reference source fails");
        }
        return isTroubled;
    }

    /** Half of the values, then an error, as when a cursor's connection is cut. */
    private static Stream<String> breaking(List<String> values) {
        Iterator<String> half = values.subList(0, values.size() / 2).iterator();
        Iterator<String> broken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                if (!half.hasNext()) {
                    throw new IllegalStateException("The cursor broke");
                }
                return half.next();
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(broken, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
