/** Blobs in Supabase Storage. */
@NullMarked
package dev.medialifecycle.supabase;

import org.jspecify.annotations.NullMarked;
