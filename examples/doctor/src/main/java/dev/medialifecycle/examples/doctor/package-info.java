/** Looks at a storage set-up before users do, and tells why a URL is ours or not. */
@NullMarked
package dev.medialifecycle.examples.doctor;

import org.jspecify.annotations.NullMarked;
