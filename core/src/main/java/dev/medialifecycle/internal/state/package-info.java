/** What every behaviour needs: the repository, the providers, the clock and the listeners. */
@NullMarked
package dev.medialifecycle.internal.state;

import org.jspecify.annotations.NullMarked;
