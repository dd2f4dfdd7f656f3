/** The way in: what may come in, decided from the bytes themselves. */
@NullMarked
package dev.medialifecycle.upload;

import org.jspecify.annotations.NullMarked;
