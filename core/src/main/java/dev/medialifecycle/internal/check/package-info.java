/** Questions that people ask before something goes wrong, or after. */
@NullMarked
package dev.medialifecycle.internal.check;

import org.jspecify.annotations.NullMarked;
