/** A small real host: takes uploads, runs generations, keeps a gallery and records, and lets go of what nobody needs. */
@NullMarked
package dev.medialifecycle.examples.app;

import org.jspecify.annotations.NullMarked;
