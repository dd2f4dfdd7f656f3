/** What an examination of a configuration found, before users find it. */
@NullMarked
package dev.medialifecycle.diagnosis;

import org.jspecify.annotations.NullMarked;
