package dev.medialifecycle.relocation;

import dev.medialifecycle.asset.Asset;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One asset at its old place and at its new one, under one id, with its lasting URLs where the places are public. */
public record Moved(
        Asset before,
        Asset after,
        @Nullable URI urlBefore,
        @Nullable URI urlAfter) {}
