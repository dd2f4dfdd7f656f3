package dev.medialifecycle.testkit.imagekit;

import java.time.Instant;

/**
 * A request that {@link FakeImageKit} received, by its clock: {@code target} is path and query as they came, {@code body} is text
 * and empty for uploads; headers are left out, for one is a key.
 */
public record ImageKitRequest(ImageKitOperation operation, String method, String target, String body, Instant at) {}
