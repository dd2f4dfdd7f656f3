/** Moving assets: copied and verified first, then switched in one transaction; the old copy leaves by the ordinary road. */
@NullMarked
package dev.medialifecycle.internal.relocation;

import org.jspecify.annotations.NullMarked;
