package dev.medialifecycle.vendor;

import dev.medialifecycle.verifier.Scheme;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's webhooks, as data: how they are signed, null for a vendor that signs nothing and gets a callback URL that nobody can
 * guess; and how their JSON is read.
 */
record Webhooks(@Nullable Scheme scheme, JobFields fields, StatusWords words) {}
