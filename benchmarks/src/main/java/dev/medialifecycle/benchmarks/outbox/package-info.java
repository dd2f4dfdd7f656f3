/** The queues that are measured against each other: the raw floor, ours, and the peers as their documentation sets them up. */
@NullMarked
package dev.medialifecycle.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
