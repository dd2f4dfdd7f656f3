package dev.medialifecycle.verifier;

/** What can be said before the body is read: refused already, or worth reading the body for. */
public sealed interface HeaderVerdict permits BodyVerifier, Verdict.Rejected {}
