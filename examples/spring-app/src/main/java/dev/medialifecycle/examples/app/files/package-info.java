/** Serving what lies on the local disk. */
@NullMarked
package dev.medialifecycle.examples.app.files;

import org.jspecify.annotations.NullMarked;
