package dev.medialifecycle.testkit;

import java.net.URI;

/**
 * A message that a {@link FakeVendor} has for a host, fixed when it was written: sent late it tells old news, sent twice it is a
 * duplicate, for the id stays and only the time of the attempt is new.
 */
public record FakeWebhook(String id, URI url, byte[] body) {
    /** One attempt at a message, and what the host answered. */
    public record Attempt(FakeWebhook webhook, WebhookAnswer answer) {}
}
