/** What a person in charge can see and do. */
@NullMarked
package dev.medialifecycle.examples.app.admin;

import org.jspecify.annotations.NullMarked;
