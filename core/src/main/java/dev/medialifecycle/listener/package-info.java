/** What the host is told, once it is durable. */
@NullMarked
package dev.medialifecycle.listener;

import org.jspecify.annotations.NullMarked;
