package dev.medialifecycle.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a digest that is known before a put is good for. */
enum DigestUse {
    /** Amazon compares it with what arrives. */
    CHECKED,
    /** It is signed in place of the bytes, where nothing else protects them. */
    SIGNED,
    /** The connection protects the bytes, and not every server knows the header; or there is no digest. */
    NONE;

    static DigestUse of(@Nullable String digest, @Nullable URI endpoint) {
        if (digest == null) {
            return NONE;
        }
        return endpoint == null ? CHECKED : "http".equalsIgnoreCase(endpoint.getScheme()) ? SIGNED : NONE;
    }
}
