/** A deterministic world in which everything that can go wrong does, and in which no live file may be lost. */
@NullMarked
package dev.medialifecycle.testkit.sim;

import org.jspecify.annotations.NullMarked;
