/** Generations: inputs in, a job at the vendor, outputs back. */
@NullMarked
package dev.medialifecycle.examples.app.generation;

import org.jspecify.annotations.NullMarked;
