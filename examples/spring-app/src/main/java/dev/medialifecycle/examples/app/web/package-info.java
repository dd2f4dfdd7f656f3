/** Who may ask, and how errors are told. */
@NullMarked
package dev.medialifecycle.examples.app.web;

import org.jspecify.annotations.NullMarked;
