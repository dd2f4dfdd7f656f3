/** Contracts that every implementation of an SPI must pass, and what tests need to break things on purpose. */
@NullMarked
package dev.medialifecycle.testkit;

import org.jspecify.annotations.NullMarked;
