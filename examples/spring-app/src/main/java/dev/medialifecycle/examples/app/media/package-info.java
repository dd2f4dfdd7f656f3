/** How this host sets up MediaLifecycle: the one place that wires it. */
@NullMarked
package dev.medialifecycle.examples.app.media;

import org.jspecify.annotations.NullMarked;
