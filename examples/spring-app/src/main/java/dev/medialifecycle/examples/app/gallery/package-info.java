/** What users saved. */
@NullMarked
package dev.medialifecycle.examples.app.gallery;

import org.jspecify.annotations.NullMarked;
