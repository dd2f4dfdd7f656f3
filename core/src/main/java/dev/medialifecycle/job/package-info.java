/** One generation: which assets go in, how it ended, which outputs came of it. */
@NullMarked
package dev.medialifecycle.job;

import org.jspecify.annotations.NullMarked;
