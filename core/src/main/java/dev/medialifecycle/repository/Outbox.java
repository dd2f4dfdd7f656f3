package dev.medialifecycle.repository;

import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The outbox: an entry is due, then leased, then settled, postponed or given up. */
public interface Outbox {
    /** Adds new entries, all or none. */
    void add(List<OutboxEntry> entries);

    /**
     * Hands due entries of a lane to one worker, earliest turn first, counting the attempt; an entry not settled in time is
     * handed out again under a new lease, from exactly its end on. Two workers at once get different entries and do not wait for
     * each other.
     */
    List<OutboxEntry> lease(Lane lane, Instant now, Duration lease, int limit);

    /** Done and forgotten; answers how many: those whose lease has passed to another worker are left alone. */
    int settle(Collection<OutboxEntry> leased);

    /** Stores when they are due, their turn, attempts and reason, and gives the leases back; answers as {@link #settle}. */
    int postpone(Collection<OutboxEntry> changed);

    /** Stores the reasons; kept, shown and never leased until {@link #retry}; answers as {@link #settle}. */
    int giveUp(Collection<OutboxEntry> changed);

    /** Given-up entries, oldest due first. */
    List<OutboxEntry> givenUp(int limit);

    /** Makes a given-up entry due again, as if it had never been tried; false if there is none. */
    boolean retry(UUID id, Instant dueAt);

    /** The lanes in which entries wait, leased or not, due or not. */
    Set<Lane> lanes();

    /** How many entries wait, leased or not, given up not counted. */
    long size();
}
