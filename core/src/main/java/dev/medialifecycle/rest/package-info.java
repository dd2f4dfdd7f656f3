/** For providers that speak REST: a client that says what became of a request, and JSON. */
@NullMarked
package dev.medialifecycle.rest;

import org.jspecify.annotations.NullMarked;
