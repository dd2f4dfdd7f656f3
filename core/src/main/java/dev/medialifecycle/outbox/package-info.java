/** What must still be done, as data recorded with the change that caused it. */
@NullMarked
package dev.medialifecycle.outbox;

import org.jspecify.annotations.NullMarked;
