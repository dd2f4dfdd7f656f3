/** The inbox: verify, store, answer, apply. */
@NullMarked
package dev.medialifecycle.internal.delivery;

import org.jspecify.annotations.NullMarked;
