package dev.medialifecycle.vendor;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's API, as data: its address, the header that carries the token and what stands before it there, other headers it wants,
 * what it is asked, the model that jobs belong to if the host does not say, and how a job is canceled and forgotten there, null where
 * it cannot be.
 */
record Api(
        URI base,
        String tokenHeader,
        String tokenPrefix,
        Map<String, String> headers,
        Inquiry inquiry,
        @Nullable String model,
        @Nullable Command cancel,
        @Nullable Command forget) {

    Api {
        headers = Map.copyOf(headers);
    }

    /** The usual sort, with {@code Authorization: Bearer …}. */
    static Api bearer(String base, Inquiry inquiry) {
        return new Api(URI.create(base), "Authorization", "Bearer ", Map.of(), inquiry, null, null, null);
    }

    Api token(String header, String prefix) {
        return new Api(base, header, prefix, headers, inquiry, model, cancel, forget);
    }

    Api header(String name, String value) {
        return new Api(base, tokenHeader, tokenPrefix, Map.of(name, value), inquiry, model, cancel, forget);
    }

    Api model(String usual) {
        return new Api(base, tokenHeader, tokenPrefix, headers, inquiry, usual, cancel, forget);
    }

    Api canceling(Command command) {
        return new Api(base, tokenHeader, tokenPrefix, headers, inquiry, model, command, forget);
    }

    Api forgetting(Command command) {
        return new Api(base, tokenHeader, tokenPrefix, headers, inquiry, model, cancel, command);
    }

    Api at(URI newBase) {
        return new Api(newBase, tokenHeader, tokenPrefix, headers, inquiry, model, cancel, forget);
    }

    /** Whether its addresses hold the model. */
    boolean needsModel() {
        return inquiry.paths().stream().anyMatch(VendorApi::needsModel);
    }
}
