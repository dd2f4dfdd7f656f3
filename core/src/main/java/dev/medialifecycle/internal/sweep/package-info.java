/** Plans, executions and cycles. */
@NullMarked
package dev.medialifecycle.internal.sweep;

import org.jspecify.annotations.NullMarked;
