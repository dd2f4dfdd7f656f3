package dev.medialifecycle.repository;

import dev.medialifecycle.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The outbox: an entry is due, then leased, then settled, postponed or given up. */
public interface Outbox {
    /** Adds new entries, all or none. */
    void add(List<OutboxEntry> entries);

    /**
     * Hands due entries to one worker, earliest due first, counting the attempt; an entry not settled in time is handed out
     * again under a new lease, from exactly its end on. Two workers at once get different entries and do not wait for each other.
     */
    List<OutboxEntry> lease(Instant now, Duration lease, int limit);

    /** Done and forgotten; false if the lease has passed to another worker, and then nothing changed. */
    boolean settle(OutboxEntry entry);

    /** Due again later, the lease given back; false as for {@link #settle}. */
    boolean postpone(OutboxEntry entry, Instant dueAt, String reason);

    /** Kept, shown and never leased until {@link #retry}; false as for {@link #settle}. */
    boolean giveUp(OutboxEntry entry, String reason);

    /** Given-up entries, oldest due first. */
    List<OutboxEntry> givenUp(int limit);

    /** Makes a given-up entry due again; false if there is none. */
    boolean retry(UUID id, Instant dueAt);

    /** How many entries wait, leased or not, given up not counted. */
    long size();
}
