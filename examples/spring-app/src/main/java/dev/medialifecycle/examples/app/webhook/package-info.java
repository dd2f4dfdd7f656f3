/** The route that the vendor calls. */
@NullMarked
package dev.medialifecycle.examples.app.webhook;

import org.jspecify.annotations.NullMarked;
