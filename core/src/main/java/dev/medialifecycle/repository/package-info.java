/** The driver SPI for durable state. */
@NullMarked
package dev.medialifecycle.repository;

import org.jspecify.annotations.NullMarked;
