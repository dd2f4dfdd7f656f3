package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.medialifecycle.rest.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects one by one, and the bulk remove. */
final class ObjectRoutes {
    private static final int TRANSACTION = 500;
    private static final int HARD_LIMIT = 1000;
    private static final String SUCCESS = "Successfully deleted";

    private final FakeObjects objects;
    private final Tokens tokens;
    private final boolean hosted;

    ObjectRoutes(FakeObjects objects, Tokens tokens, boolean hosted) {
        this.objects = objects;
        this.tokens = tokens;
        this.hosted = hosted;
    }

    ResponseDefinitionBuilder upload(Exchange exchange) {
        boolean upsert = exchange.request().method().equals("PUT")
                || exchange.request().header("x-upsert").orElse("").equals("true");
        FakeRow row = stored(exchange, exchange.authenticated(), upsert);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Key", exchange.bucket() + "/" + exchange.key());
        body.put("Id", row.id());
        return Replies.json(body);
    }

    /** An upload by whoever holds the token, which binds bucket and key and nothing else. */
    ResponseDefinitionBuilder signedUpload(Exchange exchange) {
        Json claims = claims(exchange, "upload");
        Caller owner = new Caller("service_role", claims.at("owner").text().orElse(null), null);
        stored(exchange, owner, claims.at("upsert").flag().orElse(false));
        return Replies.json(Map.of("Key", exchange.bucket() + "/" + exchange.key()));
    }

    ResponseDefinitionBuilder download(Exchange exchange) {
        return bytes(exchange, objects.row(exchange.authenticated(), exchange.bucket(), exchange.key()));
    }

    /** The plain path takes a token that does not verify for no token, and then a private bucket is not even there. */
    ResponseDefinitionBuilder downloadPlain(Exchange exchange) {
        requireBucketFor(exchange);
        return bytes(exchange, objects.row(exchange.caller(), exchange.bucket(), exchange.key()));
    }

    ResponseDefinitionBuilder downloadPublic(Exchange exchange) {
        requirePublic(exchange);
        return bytes(exchange, objects.row(exchange.caller(), exchange.bucket(), exchange.key()));
    }

    ResponseDefinitionBuilder downloadSigned(Exchange exchange) {
        claims(exchange, "download");
        return bytes(exchange, objects.row(service(), exchange.bucket(), exchange.key()));
    }

    ResponseDefinitionBuilder head(Exchange exchange) {
        try {
            requireBucketFor(exchange);
            return Replies.head(objects.row(exchange.caller(), exchange.bucket(), exchange.key()));
        } catch (Refused refused) {
            return Replies.json(400, "");
        }
    }

    ResponseDefinitionBuilder info(Exchange exchange) {
        Caller caller = exchange.authenticated();
        return infoOf(exchange, caller);
    }

    /** The trap: with a token that has expired, an object of a private bucket looks as if there were no such bucket. */
    ResponseDefinitionBuilder infoPlain(Exchange exchange) {
        requireBucketFor(exchange);
        return infoOf(exchange, exchange.caller());
    }

    ResponseDefinitionBuilder deleteOne(Exchange exchange) {
        exchange.json();
        objects.deleteOne(exchange.authenticated(), exchange.bucket(), exchange.key());
        return Replies.message(SUCCESS);
    }

    ResponseDefinitionBuilder deleteMany(Exchange exchange) {
        Json asked = exchange.json().at("prefixes");
        Caller caller = exchange.authenticated();
        List<String> keys = new ArrayList<>();
        asked.items().forEach(item -> keys.add(item.text().orElse("")));
        if (keys.isEmpty()) {
            throw Refused.framework(400, "body/prefixes must NOT have fewer than 1 items");
        }
        if (hosted && keys.size() > HARD_LIMIT) {
            throw Refused.invalid("InvalidRequest", "Bulk object requests are limited to 1000 objects per request.");
        }
        List<String> tried =
                exchange.firstTransactionOnly() ? keys.subList(0, Math.min(TRANSACTION, keys.size())) : keys;
        return Replies.json(objects.deleteAll(caller, exchange.bucket(), tried).stream()
                .map(row -> row.removed(exchange.bucket()))
                .toList());
    }

    private FakeRow stored(Exchange exchange, Caller caller, boolean upsert) {
        String type = exchange.request().header("Content-Type").orElse("application/octet-stream");
        objects.requireAccepted(exchange.bucket(), type, exchange.body().length);
        objects.requireCreatable(caller, exchange.bucket(), exchange.key(), upsert);
        return objects.store(
                exchange.bucket(),
                exchange.key(),
                exchange.body(),
                type,
                exchange.request().header("cache-control").orElse("no-cache"),
                caller.user());
    }

    private Json claims(Exchange exchange, String scope) {
        Json claims;
        try {
            claims = tokens.verify(exchange.parameter("token"));
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("InvalidJWT", String.valueOf(e.getMessage()));
        }
        if (!claims.at("scope").text().orElse("").equals(scope)) {
            throw Refused.invalid("InvalidSignature", "Token is not scoped for " + scope);
        }
        if (!claims.at("url").text().orElse("").equals(exchange.bucket() + "/" + exchange.key())) {
            throw Refused.invalid("InvalidSignature", "Invalid signature");
        }
        return claims;
    }

    private ResponseDefinitionBuilder infoOf(Exchange exchange, Caller caller) {
        FakeRow row = objects.row(caller, exchange.bucket(), exchange.key());
        return Replies.json(row.info(exchange.bucket())).withHeader("ETag", row.eTag());
    }

    private void requireBucketFor(Exchange exchange) {
        FakeBucket bucket = objects.find(exchange.bucket()).orElseThrow(Refused::noSuchBucket);
        if (!exchange.caller().isAuthenticated() && !bucket.isPublic()) {
            throw Refused.noSuchBucket();
        }
    }

    private void requirePublic(Exchange exchange) {
        if (objects.find(exchange.bucket()).filter(FakeBucket::isPublic).isEmpty()) {
            throw Refused.noSuchBucket();
        }
    }

    private static ResponseDefinitionBuilder bytes(Exchange exchange, FakeRow row) {
        return Replies.bytes(row, exchange.request().header("Range").orElse(""));
    }

    private static Caller service() {
        return new Caller("service_role", null, null);
    }
}
