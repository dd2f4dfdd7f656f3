package dev.medialifecycle.relocation;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.sweep.SweepMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run did, or in a dry run would do: how many assets got which verdict, the bytes of those that move, and a few examples
 * of each verdict. {@code unfinished} says why it ended before it had seen everything, and is null if it had.
 */
public record RelocationReport(
        SweepMode mode,
        Map<RelocationVerdict, Long> counts,
        long bytes,
        List<Example> examples,
        @Nullable String unfinished) {
    /** The most examples of one verdict. */
    public static final int MOST_EXAMPLES = 20;

    /** One asset or blob and its verdict; {@code to} is where it was to go, {@code why} what went wrong, both null where there is none. */
    public record Example(
            RelocationVerdict verdict,
            BlobLocation from,
            @Nullable BlobLocation to,
            @Nullable String why) {
        /** One line for a console or a log. */
        @Override
        public String toString() {
            return verdict + " " + from + (to == null ? "" : " -> " + to) + (why == null ? "" : ": " + why);
        }
    }

    /** Copies both collections; verdicts that nobody got count 0. */
    public RelocationReport {
        Map<RelocationVerdict, Long> all = new EnumMap<>(RelocationVerdict.class);
        for (RelocationVerdict verdict : RelocationVerdict.values()) {
            all.put(verdict, counts.getOrDefault(verdict, 0L));
        }
        counts = Map.copyOf(all);
        examples = List.copyOf(examples);
    }

    /** How many got a verdict. */
    public long count(RelocationVerdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /** How many failed, for whatever reason. */
    public long failed() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isFailure())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Whether everything was seen and nothing is left for another run; orphans are a sweep's to find. */
    public boolean isComplete() {
        boolean isAllDone = mode == SweepMode.EXECUTE || count(RelocationVerdict.MOVED) == 0;
        return unfinished == null && isAllDone && failed() == 0 && count(RelocationVerdict.IN_FLIGHT) == 0;
    }

    /** The counts that are not 0, on one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(mode == SweepMode.DRY_RUN ? "dry run:" : "relocation:");
        for (RelocationVerdict verdict : RelocationVerdict.values()) {
            if (count(verdict) > 0) {
                text.append(' ').append(verdict).append(' ').append(count(verdict));
            }
        }
        return text + ", " + bytes + " bytes" + (unfinished == null ? "" : ", unfinished: " + unfinished);
    }
}
