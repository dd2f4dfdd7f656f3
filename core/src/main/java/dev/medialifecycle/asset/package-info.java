/** A blob under management: who owns it, what it is for, and where it is in its life. */
@NullMarked
package dev.medialifecycle.asset;

import org.jspecify.annotations.NullMarked;
