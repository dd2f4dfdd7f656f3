/** Where everything is put together. */
@NullMarked
package dev.medialifecycle.internal;

import org.jspecify.annotations.NullMarked;
