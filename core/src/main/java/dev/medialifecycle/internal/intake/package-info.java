/** The one road in: spool, validate, record, put, confirm. */
@NullMarked
package dev.medialifecycle.internal.intake;

import org.jspecify.annotations.NullMarked;
