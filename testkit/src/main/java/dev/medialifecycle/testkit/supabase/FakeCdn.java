package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The cache before a hosted project: it goes on serving what is deleted for a minute, unless it is purged. */
final class FakeCdn {
    private static final Duration STALE = Duration.ofSeconds(60);

    private record Copy(ResponseDefinitionBuilder answer, Instant made) {}

    private final Map<String, Copy> copies = new ConcurrentHashMap<>();
    private final List<String> purged = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final boolean hosted;

    FakeCdn(Clock clock, boolean hosted) {
        this.clock = clock;
        this.hosted = hosted;
    }

    List<String> purged() {
        return List.copyOf(purged);
    }

    ResponseDefinitionBuilder served(Exchange exchange, Supplier<ResponseDefinitionBuilder> origin) {
        if (!hosted || exchange.request().header("Range").isPresent()) {
            return origin.get();
        }
        String name = exchange.bucket() + "/" + exchange.key() + "?"
                + exchange.request().query();
        Copy copy = copies.get(name);
        if (copy == null || !clock.instant().isBefore(copy.made().plus(STALE))) {
            copy = new Copy(origin.get(), clock.instant());
            copies.put(name, copy);
        }
        return copy.answer();
    }

    ResponseDefinitionBuilder purge(Exchange exchange) {
        Caller caller = exchange.authenticated();
        if (!caller.isService()) {
            throw Refused.accessDenied("Access denied: Invalid role");
        }
        if (!hosted) {
            throw Refused.invalid("MissingParameter", "Missing Required Parameter CDN_PURGE_ENDPOINT_URL is not set");
        }
        String name = exchange.bucket() + "/" + exchange.key();
        purged.add(name);
        copies.keySet().removeIf(copy -> copy.startsWith(name + "?"));
        return Replies.message("success");
    }
}
