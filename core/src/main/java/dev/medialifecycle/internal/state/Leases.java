package dev.medialifecycle.internal.state;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.repository.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Work of which one node at a time does all, by name. A lease ends by the clock unless it is kept; whoever takes it over gets a
 * higher fence, and the steps of the one before are refused. Clocks that differ may double work, and never lose any.
 */
public final class Leases {
    private static final String HELD = "lease.";
    private static final String DONE = "done.";
    private static final int LONGEST_NAME = 150;

    /** An end further away than this was written by a clock that nobody should wait for. */
    private static final int BELIEVED_LEASES = 3;

    private final State state;
    private final String node;
    private final Duration length;

    /** What this node is at, by name. */
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** One for each node; what a killed node was at is taken over after {@code length}. */
    public Leases(State state, Duration length) {
        this.state = state;
        this.node = state.newId().toString();
        this.length = length;
    }

    /** The work of this name, or empty if another is at it. */
    public Optional<Lease> take(String name) {
        return begun(state.own(tx -> taken(tx, name)));
    }

    /** The same, and empty too if it was done less than {@code every} ago, by whatever node. */
    public Optional<Lease> takeIfDue(String name, Duration every) {
        return begun(state.own(tx -> isDue(tx, name, every) ? taken(tx, name) : Optional.empty()));
    }

    private Optional<Lease> begun(Optional<Lease> taken) {
        taken.ifPresent(lease -> held.put(lease.name(), lease.held()));
        return taken;
    }

    /** The work of this name; {@code ML-SW-006} if another is at it. */
    public Lease require(String name) {
        return take(name)
                .orElseThrow(
                        () -> elsewhere("Another node is at \"" + name + "\". Nothing done. Next: try again later"));
    }

    /** Ends every lease that this node holds, because its work will not come to a stopping place any more. */
    public void withdraw() {
        held.forEach((name, holding) -> giveBack(name, holding, null));
    }

    private Optional<Lease> taken(Transaction tx, String name) {
        String before = tx.marks().find(mark(HELD, name)).orElse(null);
        Instant now = state.now();
        long fence = 1;
        if (before != null) {
            Held last = Held.of(before);
            if (isRunning(last, now)) {
                return Optional.empty();
            }
            fence = last.fence() + 1;
        }
        Held mine = new Held(fence, now.plus(length), node);
        return tx.marks().replace(mark(HELD, name), before, mine.text())
                ? Optional.of(new Lease(this, name, now, mine))
                : Optional.empty();
    }

    private boolean isRunning(Held last, Instant now) {
        return now.isBefore(last.until()) && !isUnbelievable(last.until(), now);
    }

    private boolean isUnbelievable(Instant later, Instant now) {
        return later.isAfter(now.plus(length.multipliedBy(BELIEVED_LEASES)));
    }

    private boolean isDue(Transaction tx, String name, Duration every) {
        Optional<Instant> last = tx.marks().find(mark(DONE, name)).map(Instant::parse);
        Instant now = state.now();
        return last.isEmpty() || !now.isBefore(last.get().plus(every)) || isUnbelievable(last.get(), now);
    }

    /** Throws unless it is still held in this transaction. */
    void check(Transaction tx, String name, Held mine) {
        if (!tx.marks().find(mark(HELD, name)).equals(Optional.of(mine.text()))) {
            throw lost(name);
        }
    }

    /** Held on, with a new end if a third of the lease has passed; throws if it is lost. */
    Held kept(String name, Held mine) {
        Held kept = state.own(tx -> {
            Instant now = state.now();
            if (now.isBefore(mine.until().minus(length.multipliedBy(2).dividedBy(3)))) {
                check(tx, name, mine);
                return mine;
            }
            Held longer = mine.endingAt(now.plus(length));
            if (!tx.marks().replace(mark(HELD, name), mine.text(), longer.text())) {
                throw lost(name);
            }
            return longer;
        });
        held.replace(name, mine, kept);
        return kept;
    }

    /** Given back; with {@code doneFrom} the work is done, and due again an interval after that time. */
    void giveBack(String name, Held mine, @Nullable Instant doneFrom) {
        held.remove(name, mine);
        state.own(tx -> {
            String free = mine.endingAt(Instant.EPOCH).text();
            if (tx.marks().replace(mark(HELD, name), mine.text(), free) && doneFrom != null) {
                tx.marks().put(mark(DONE, name), doneFrom.toString());
            }
            return free;
        });
    }

    private static String mark(String kind, String name) {
        return kind + (name.length() <= LONGEST_NAME ? name : digest(name));
    }

    private static String digest(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static MediaLifecycleException lost(String name) {
        return elsewhere("Stopped: another node has taken over \"" + name + "\"");
    }

    private static MediaLifecycleException elsewhere(String text) {
        return new MediaLifecycleException(ErrorCode.ANOTHER_NODE, ErrorKind.CONFLICT, text);
    }

    /** Who holds a work until when, as its mark says it. */
    record Held(long fence, Instant until, String node) {
        static Held of(String text) {
            String[] words = text.split(" ", 3);
            return new Held(Long.parseLong(words[0]), Instant.parse(words[1]), words[2]);
        }

        String text() {
            return fence + " " + until + " " + node;
        }

        Held endingAt(Instant end) {
            return new Held(fence, end, node);
        }
    }
}
