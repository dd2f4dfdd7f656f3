/** Blobs in Amazon S3 and in whatever else speaks its protocol. */
@NullMarked
package dev.medialifecycle.s3;

import org.jspecify.annotations.NullMarked;
