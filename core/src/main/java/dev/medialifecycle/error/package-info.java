/** Why a call failed: stable codes, and the kind that decides whether to try again. */
@NullMarked
package dev.medialifecycle.error;

import org.jspecify.annotations.NullMarked;
