/** Uploads of users. */
@NullMarked
package dev.medialifecycle.examples.app.upload;

import org.jspecify.annotations.NullMarked;
