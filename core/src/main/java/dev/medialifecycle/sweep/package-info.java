/** Looking for what nobody remembers, and what a pass over it did. */
@NullMarked
package dev.medialifecycle.sweep;

import org.jspecify.annotations.NullMarked;
