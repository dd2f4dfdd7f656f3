/** A vendor on this machine, so that the whole road works without an account. */
@NullMarked
package dev.medialifecycle.examples.app.demo;

import org.jspecify.annotations.NullMarked;
