/** Storage at work: a lean S3 server that is never the bottleneck, the peers, and the programs that measure ours beside them. */
@NullMarked
package dev.medialifecycle.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
