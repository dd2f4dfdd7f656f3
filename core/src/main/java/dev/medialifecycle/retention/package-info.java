/** When an asset may leave, and who can still veto that. */
@NullMarked
package dev.medialifecycle.retention;

import org.jspecify.annotations.NullMarked;
