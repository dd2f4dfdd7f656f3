/** How a host says that it no longer needs something, and how it collects the URLs of a record. */
@NullMarked
package dev.medialifecycle.release;

import org.jspecify.annotations.NullMarked;
