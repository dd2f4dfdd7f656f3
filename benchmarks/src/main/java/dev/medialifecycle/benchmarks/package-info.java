/** Programs that measure ours, the peers and the limit in one run, and print their ratios. */
@NullMarked
package dev.medialifecycle.benchmarks;

import org.jspecify.annotations.NullMarked;
