/** What every measurement needs: databases, medians, counted statements, a table at the end, and the machine it ran on. */
@NullMarked
package dev.medialifecycle.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
