package dev.medialifecycle.repository;

/**
 * One transaction's view of all state; valid inside the work it was handed to. An update of a row that has changed since it was
 * read throws {@code CONFLICT} ({@code ML-RP-002}); after that the only portable thing to do is to roll back.
 */
public interface Transaction {
    /** The assets. */
    Assets assets();

    /** The jobs. */
    Jobs jobs();

    /** The inbox. */
    Deliveries deliveries();

    /** The outbox. */
    Outbox outbox();

    /** Small durable facts of the library's own. */
    Marks marks();

    /** Runs the action once the commit is durable, never after a rollback; what it throws is not the commit's problem. */
    void afterCommit(Runnable action);
}
