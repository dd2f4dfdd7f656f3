package dev.medialifecycle.examples.app.gallery;

import java.time.Instant;
import java.util.UUID;

/** Something that a user saved. */
record GalleryItem(UUID id, String owner, UUID assetId, String url, UUID jobId, Instant savedAt) {}
