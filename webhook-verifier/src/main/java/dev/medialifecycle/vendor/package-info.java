/** What core needs to know of each vendor: verifier, decoder, poller, where outputs live and for how long. Needs core. */
@NullMarked
package dev.medialifecycle.vendor;

import org.jspecify.annotations.NullMarked;
