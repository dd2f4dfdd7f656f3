package dev.medialifecycle.internal.state;

/** What everything stands on: durable state with its clock, who is told, where bytes are, and what the host configured by name. */
public record Ground(State state, Announcer announcer, Providers providers, Policies policies) {}
