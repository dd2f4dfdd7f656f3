/**
 * Verifies webhook signatures with the JDK alone: schemes are data, bytes go in, a verdict comes out. Nothing here logs, reads a
 * clock, throws on hostile input, or needs another package of this library.
 */
@NullMarked
package dev.medialifecycle.verifier;

import org.jspecify.annotations.NullMarked;
