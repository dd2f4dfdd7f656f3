package dev.medialifecycle.testkit;

/** What a host answered to a webhook: the HTTP status and the body as text. */
public record WebhookAnswer(int status, String body) {}
