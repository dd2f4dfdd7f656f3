package dev.medialifecycle.architecture.broken.blob;

import dev.medialifecycle.architecture.broken.asset.Below;

/** Breaks the story order and closes a cycle on purpose. */
final class LooksDown {
    Below below = new Below();
}
