/** Records of users that name media by URL: patches, modules, videos. */
@NullMarked
package dev.medialifecycle.examples.app.records;

import org.jspecify.annotations.NullMarked;
