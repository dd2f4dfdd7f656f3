package dev.medialifecycle.webhook;

import dev.medialifecycle.job.VendorJobId;

/**
 * SPI: tells the vendor what to do with a job. Idempotent; a job that has ended, or that the vendor does not know, is nothing to
 * complain about. Blocks; thread-safe; throws when the vendor cannot be told, and is then called again.
 */
@FunctionalInterface
public interface JobOrder {
    /** Tells it. */
    void give(VendorJobId job);
}
