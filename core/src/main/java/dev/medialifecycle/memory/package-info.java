/** Storage and repository in memory: the references for their SPIs, and the ones for a host's own tests. */
@NullMarked
package dev.medialifecycle.memory;

import org.jspecify.annotations.NullMarked;
