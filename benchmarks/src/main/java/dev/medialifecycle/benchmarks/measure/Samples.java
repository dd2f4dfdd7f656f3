package dev.medialifecycle.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of several rounds, by what was measured; the median stands for them. */
public final class Samples {
    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    /** Keeps one more figure. */
    public void add(String name, double figure) {
        byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(figure);
    }

    /** Whether there is a figure of this name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The median; of an even number, the lower of the two in the middle. */
    public double median(String name) {
        List<Double> sorted = sorted(name);
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** The smallest figure. */
    public double least(String name) {
        return sorted(name).get(0);
    }

    /** The largest figure. */
    public double most(String name) {
        List<Double> sorted = sorted(name);
        return sorted.get(sorted.size() - 1);
    }

    private List<Double> sorted(String name) {
        List<Double> figures = byName.get(name);
        if (figures == null) {
            throw new IllegalArgumentException("Nothing was measured of " + name);
        }
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted;
    }
}
