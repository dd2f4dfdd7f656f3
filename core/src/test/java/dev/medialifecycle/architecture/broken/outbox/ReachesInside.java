package dev.medialifecycle.architecture.broken.outbox;

import dev.medialifecycle.architecture.broken.internal.Inside;

/** Uses an internal type from a public package, on purpose. */
final class ReachesInside {
    Inside inside = new Inside();
}
