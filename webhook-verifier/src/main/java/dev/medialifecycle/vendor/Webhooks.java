package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Scheme;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's webhooks, as data: how they are signed, null for a vendor that signs nothing and gets a callback URL that nobody can
 * guess; how their JSON is read; and for how long the vendor goes on sending one that was not answered well.
 */
record Webhooks(@Nullable Scheme scheme, JobFields fields, StatusWords words, Duration retries) {}
