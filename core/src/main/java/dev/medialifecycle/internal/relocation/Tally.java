package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.relocation.RelocationReport.Example;
import dev.medialifecycle.relocation.RelocationVerdict;
import dev.medialifecycle.sweep.SweepMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run has come to so far, in the same memory however much it sees. */
final class Tally {
    /** So many failures one after the other are an outage and not the assets' fault. */
    private static final int OUTAGE = 10;

    private final SweepMode mode;
    private final Map<RelocationVerdict, Long> counts = new EnumMap<>(RelocationVerdict.class);
    private final List<Example> examples = new ArrayList<>();
    private long bytes;
    private int failedInARow;
    private @Nullable String unfinished;

    Tally(SweepMode mode) {
        this.mode = mode;
    }

    void add(Asset asset, @Nullable BlobLocation target, Outcome outcome) {
        add(outcome.verdict(), asset.location(), target, outcome.why());
        if (outcome.verdict() == RelocationVerdict.MOVED) {
            bytes += asset.content().size();
        }
        failedInARow = outcome.verdict() == RelocationVerdict.FAILED ? failedInARow + 1 : 0;
        if (failedInARow == OUTAGE) {
            end(OUTAGE + " failures in a row, the last one " + outcome.why());
        }
    }

    void addOrphan(BlobLocation blob) {
        add(RelocationVerdict.ORPHAN, blob, null, null);
    }

    private void add(RelocationVerdict verdict, BlobLocation from, @Nullable BlobLocation to, @Nullable String why) {
        long count = counts.merge(verdict, 1L, Long::sum);
        if (count <= RelocationReport.MOST_EXAMPLES) {
            examples.add(new Example(verdict, from, to, why));
        }
    }

    /** Nothing more is looked at; the first reason counts. */
    void end(String why) {
        if (unfinished == null) {
            unfinished = why;
        }
    }

    boolean goesOn() {
        return unfinished == null;
    }

    RelocationReport report() {
        return new RelocationReport(mode, counts, bytes, examples, unfinished);
    }
}
