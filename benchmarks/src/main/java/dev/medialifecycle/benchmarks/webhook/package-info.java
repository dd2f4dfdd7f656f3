/** What verifying a webhook costs, beside the limit and the clients of others. */
@NullMarked
package dev.medialifecycle.benchmarks.webhook;

import org.jspecify.annotations.NullMarked;
