/** A storage provider on a local disk: crash-safe, create-only, and blind to whatever lies outside its root. */
@NullMarked
package dev.medialifecycle.local;

import org.jspecify.annotations.NullMarked;
