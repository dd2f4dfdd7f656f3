package dev.medialifecycle.relocation;

/** How the host runs work in a transaction of its own, such as {@code template.executeWithoutResult(status -> work.run())} with Spring. */
@FunctionalInterface
public interface HostTransaction {
    /**
     * Runs the work once, in a transaction that the repository joins, and returns when it is committed. Whatever the work throws
     * rolls it back and is thrown on.
     */
    void run(Runnable work);

    /** No transaction of the host's: the library's own is the only one. */
    static HostTransaction none() {
        return Runnable::run;
    }
}
