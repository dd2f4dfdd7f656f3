/** A storage provider in memory: the reference for what a provider promises, and the one for a host's own tests. */
@NullMarked
package dev.medialifecycle.memory;

import org.jspecify.annotations.NullMarked;
