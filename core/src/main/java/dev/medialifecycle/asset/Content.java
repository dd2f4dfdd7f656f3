package dev.medialifecycle.asset;

import org.jspecify.annotations.Nullable;

/**
 * What the bytes of an asset are: their detected type, size in bytes, lower-case hex SHA-256 (null for an adopted orphan, whose
 * bytes nobody read), and dimensions (null for what is no image).
 */
public record Content(
        String type,
        long size,
        @Nullable String sha256,
        @Nullable Dimensions dimensions) {}
