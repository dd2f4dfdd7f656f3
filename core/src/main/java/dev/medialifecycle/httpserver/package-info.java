/** The webhook route for hosts without a web framework. */
@NullMarked
package dev.medialifecycle.httpserver;

import org.jspecify.annotations.NullMarked;
