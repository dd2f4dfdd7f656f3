/** Jobs: opened, started, moved on by news, ended, and their outputs kept. */
@NullMarked
package dev.medialifecycle.internal.work;

import org.jspecify.annotations.NullMarked;
