/** Bytes at a location, and the driver SPI that a storage service implements. */
@NullMarked
package dev.medialifecycle.blob;

import org.jspecify.annotations.NullMarked;
