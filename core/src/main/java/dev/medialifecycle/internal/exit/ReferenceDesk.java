package dev.medialifecycle.internal.exit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.retention.Candidate;
import dev.medialifecycle.retention.ReferenceSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every reference source; the union protects, and one that fails protects everything. */
public final class ReferenceDesk {
    /** Whether the host said what refers to its blobs. */
    public enum Declared {
        /** It named its sources. */
        SOURCES,
        /** It said that nothing does. */
        NOTHING_REFERS,
        /** It said nothing, so nothing may ever be deleted. */
        NOTHING_SAID
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceDesk.class);
    private static final String MARK = "references.size.";
    private static final long TELLING_SIZE = 10;

    private static final Candidate NOBODYS =
            new Candidate(new BlobLocation("medialifecycle-check", "nobodys", "b5e7c2f0-never-stored"), null, Set.of());

    private final State state;
    private final Declared declared;
    private final List<ReferenceSource> sources;

    /** The sources in the order in which they are asked. */
    public ReferenceDesk(State state, Declared declared, List<ReferenceSource> sources) {
        this.state = state;
        this.declared = declared;
        this.sources = List.copyOf(sources);
    }

    /** Which of the candidates are in use. Not to be called inside a transaction. */
    public Answer ask(Collection<Candidate> candidates) {
        if (declared == Declared.NOTHING_SAID) {
            return new Answer.Unknown(
                    ErrorCode.NO_REFERENCES,
                    "no reference source is configured. Next: builder.references(...) or builder.noReferences()");
        }
        Map<BlobLocation, String> usedBy = new HashMap<>();
        Set<Candidate> asked = Set.copyOf(candidates);
        for (ReferenceSource source : sources) {
            try {
                for (Candidate used : source.referencedAmong(asked)) {
                    usedBy.putIfAbsent(used.location(), source.name());
                }
            } catch (RuntimeException e) {
                return failed(source, e);
            }
        }
        return new Answer.Known(usedBy);
    }

    /**
     * Whether some source holds suspiciously less than when it was last accepted: nothing where there was something, or
     * less than half of ten or more. What rests on the absence of references stops then.
     */
    public Optional<Answer.Unknown> shrunk() {
        for (ReferenceSource source : sources) {
            long now;
            try {
                now = source.size();
            } catch (RuntimeException e) {
                return Optional.of(failed(source, e));
            }
            long before = state.own(tx ->
                    tx.marks().find(MARK + source.name()).map(Long::parseLong).orElse(0L));
            if (isSuspicious(before, now)) {
                return Optional.of(new Answer.Unknown(
                        ErrorCode.REFERENCES_SHRANK,
                        "reference source \"" + source.name() + "\" holds " + now + " references (last time " + before
                                + "). Nothing deleted. Next: mend it, or acceptReferences(\"" + source.name() + "\")"));
            }
        }
        return Optional.empty();
    }

    /** Remembers how much the sources hold now, after a pass that trusted them. */
    public void accept() {
        sources.forEach(this::accept);
    }

    /** Remembers how much one source holds now, because a person said that this is right. */
    public void accept(String sourceName) {
        sources.stream().filter(source -> source.name().equals(sourceName)).forEach(this::accept);
    }

    /** Asks each source how much it holds and whether it knows a blob that cannot exist. */
    public List<Finding> examine() {
        if (declared == Declared.NOTHING_SAID) {
            return List.of(Finding.warning(
                    "references",
                    ErrorCode.NO_REFERENCES,
                    "nothing is ever deleted, because no reference source is configured",
                    "builder.references(...), or builder.noReferences() if nothing refers to blobs"));
        }
        return sources.stream().map(this::examine).toList();
    }

    private Finding examine(ReferenceSource source) {
        String subject = "references " + source.name();
        try {
            long now = source.size();
            Set<Candidate> found = source.referencedAmong(Set.of(NOBODYS));
            long before = state.own(tx ->
                    tx.marks().find(MARK + source.name()).map(Long::parseLong).orElse(0L));
            if (!found.isEmpty()) {
                return Finding.warning(
                        subject,
                        ErrorCode.REFERENCES_FAILED,
                        "it claims a blob that cannot exist, so it may protect everything",
                        "let it answer with those of the candidates that it knows");
            }
            return isSuspicious(before, now)
                    ? Finding.failed(
                            subject,
                            ErrorCode.REFERENCES_SHRANK,
                            "it holds " + now + " references, last time " + before,
                            "mend it, or acceptReferences(\"" + source.name() + "\")")
                    : Finding.ok(subject, "it holds " + now + " references");
        } catch (RuntimeException e) {
            LOG.warn("Reference source {} failed", source.name(), e);
            return Finding.failed(
                    subject,
                    ErrorCode.REFERENCES_FAILED,
                    "it threw " + e.getClass().getSimpleName() + ", so nothing is deleted",
                    "mend it; its error is in the log");
        }
    }

    private void accept(ReferenceSource source) {
        String size = Long.toString(size(source));
        state.own(tx -> {
            tx.marks().put(MARK + source.name(), size);
            return size;
        });
    }

    private static long size(ReferenceSource source) {
        try {
            return source.size();
        } catch (RuntimeException e) {
            Answer.Unknown unknown = failed(source, e);
            throw new MediaLifecycleException(unknown.code(), ErrorKind.UNAVAILABLE, unknown.why(), e);
        }
    }

    private static boolean isSuspicious(long before, long now) {
        return (before > 0 && now == 0) || (before >= TELLING_SIZE && now < before / 2);
    }

    private static Answer.Unknown failed(ReferenceSource source, RuntimeException cause) {
        // Law 5: whatever a host's source throws means unknown, and unknown means keep.
        LOG.warn("Reference source {} failed; nothing is deleted until it answers", source.name(), cause);
        return new Answer.Unknown(
                ErrorCode.REFERENCES_FAILED,
                "reference source \"" + source.name()
                        + "\" failed. Nothing deleted. Next: mend it; its error is in the log");
    }
}
