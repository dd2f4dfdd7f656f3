/** The one road out: proposals, the veto, quarantine, and the only door to a delete. */
@NullMarked
package dev.medialifecycle.internal.exit;

import org.jspecify.annotations.NullMarked;
