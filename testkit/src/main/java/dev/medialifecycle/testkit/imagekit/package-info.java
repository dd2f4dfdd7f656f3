/** ImageKit on a loopback port, with the manners of the real one, for tests of providers and of hosts. */
@NullMarked
package dev.medialifecycle.testkit.imagekit;

import org.jspecify.annotations.NullMarked;
