/** Supabase Storage as it really answers, on a loopback port, for tests of providers and hosts. */
@NullMarked
package dev.medialifecycle.testkit.supabase;

import org.jspecify.annotations.NullMarked;
