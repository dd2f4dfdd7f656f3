package dev.medialifecycle.upload;

import dev.medialifecycle.asset.AssetRole;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on the way in, of unknown length if need be (core spools them to disk, never to the heap). The declared type and the
 * client's file name are claims, checked against the bytes and never part of a key; the caller closes the stream.
 */
public record Upload(
        String owner,
        AssetRole role,
        InputStream bytes,
        @Nullable String declaredType,
        @Nullable String clientFileName) {

    /** An upload that claims nothing about its bytes. */
    public static Upload of(String owner, AssetRole role, InputStream bytes) {
        return new Upload(owner, role, bytes, null, null);
    }
}
