package dev.medialifecycle.testkit.sim;

/** Where a process can be overtaken or killed, and how much more often than at one statement of many. */
enum Place {
    /** Before a statement of a transaction. */
    STATEMENT(1),
    /** Before a commit is sent. */
    BEFORE_COMMIT(3),
    /** After a commit, before anybody is told. */
    AFTER_COMMIT(3),
    /** Before a put. */
    BEFORE_PUT(5),
    /** After a put. */
    AFTER_PUT(5),
    /** Before a stat. */
    BEFORE_STAT(5),
    /** Before a delete: the worst place to be late. */
    BEFORE_DELETE(60),
    /** After a delete. */
    AFTER_DELETE(5),
    /** Before a page of a listing. */
    BEFORE_LIST(5),
    /** After a page of a listing. */
    AFTER_LIST(5),
    /** Before a reference source answers. */
    BEFORE_REFERENCES(5),
    /** After a reference source has answered: what it said may be wrong by now. */
    AFTER_REFERENCES(30);

    private final int weight;

    Place(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
