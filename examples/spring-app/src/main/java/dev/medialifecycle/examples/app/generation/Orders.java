package dev.medialifecycle.examples.app.generation;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a vendor wants to be ordered from. */
interface Orders {
    /** What stands before the token in the header {@code Authorization}. */
    String tokenPrefix();

    /** The address of an order, below that of the API; without a webhook the vendor is not to call. */
    String path(String model, @Nullable URI webhook);

    /** The body of an order. */
    Map<String, Object> body(String model, String prompt, List<URI> inputs, @Nullable URI webhook);

    /** The vendor's id of what it began, in its answer. */
    Optional<String> id(Map<String, ?> answer);
}
