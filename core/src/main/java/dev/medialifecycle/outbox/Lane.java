package dev.medialifecycle.outbox;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Entries that are worked off together, in their own order and at their own pace, so that what is slow or throttled in one lane
 * holds up no other: up to 100 letters, digits, dots, dashes, underscores and colons. Lanes order as they are best served.
 */
public record Lane(String name) implements Comparable<Lane> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    /** Deliveries to apply, vendors to ask, ends to tell: quick, and waited for. */
    public static final Lane PROMPT = new Lane("1-prompt");

    /** Outputs to keep, by when they expire. */
    public static final Lane KEEPING = new Lane("2-keeping");

    /** Proposals to ask references about. */
    public static final Lane LEAVING = new Lane("3-leaving");

    /** Refuses other names. */
    public Lane {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a lane: use up to 100 letters, digits, ., -, _ and :");
        }
    }

    /** The deletes of one provider, which has its own limits. */
    public static Lane deleting(String provider) {
        return new Lane("4-deleting:" + provider);
    }

    /** Where an effect belongs that names no provider. */
    public static Lane of(Effect effect) {
        if (effect instanceof Effect.PromoteOutput) {
            return KEEPING;
        }
        return effect instanceof Effect.Quarantine || effect instanceof Effect.DeleteBlob ? LEAVING : PROMPT;
    }

    @Override
    public int compareTo(Lane other) {
        return Objects.compare(name, other.name, String::compareTo);
    }

    @Override
    public String toString() {
        return name;
    }
}
