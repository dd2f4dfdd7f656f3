/** Blobs in the media library of an ImageKit account. */
@NullMarked
package dev.medialifecycle.imagekit;

import org.jspecify.annotations.NullMarked;
