package dev.medialifecycle.testkit;

/** A request that a {@link FakeVendor} received: method, path, and the body as text; headers are left out, for one is a token. */
public record ReceivedRequest(String method, String path, String body) {}
