/** The outbox at work: leases, back-off, giving up. */
@NullMarked
package dev.medialifecycle.internal.effect;

import org.jspecify.annotations.NullMarked;
