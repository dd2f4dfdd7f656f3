/** The facade: media from upload to deletion. */
@NullMarked
package dev.medialifecycle;

import org.jspecify.annotations.NullMarked;
