/** Moving assets from one place to another: what is to go where, and what came of it. */
@NullMarked
package dev.medialifecycle.relocation;

import org.jspecify.annotations.NullMarked;
