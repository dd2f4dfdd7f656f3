/** News from a vendor: deliveries, their verification, and the facts decoded from them. */
@NullMarked
package dev.medialifecycle.webhook;

import org.jspecify.annotations.NullMarked;
