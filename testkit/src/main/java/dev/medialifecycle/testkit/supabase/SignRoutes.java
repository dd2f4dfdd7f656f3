package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.rest.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signed URLs, of which the bulk form is right and the single form is not. */
final class SignRoutes {
    private static final String UNSEEN = "Either the object does not exist or you do not have access to it";

    private final FakeObjects objects;
    private final Tokens tokens;
    private final Duration uploadLife;

    SignRoutes(FakeObjects objects, Tokens tokens, Duration uploadLife) {
        this.objects = objects;
        this.tokens = tokens;
        this.uploadLife = uploadLife;
    }

    /** It signs the path as JavaScript's decodeURI leaves it, with {@code %2B} and its like still encoded. */
    ResponseDefinitionBuilder signOne(Exchange exchange) {
        Duration life = life(exchange.json());
        objects.row(exchange.authenticated(), exchange.bucket(), exchange.key());
        String path = decodeUri(exchange.rawPath());
        return Replies.json(Map.of("signedURL", url(path, life)));
    }

    ResponseDefinitionBuilder signMany(Exchange exchange) {
        Json asked = exchange.json();
        Duration life = life(asked);
        Caller caller = exchange.authenticated();
        List<Json> paths = asked.at("paths").items();
        if (paths.isEmpty() || paths.size() > 1000) {
            throw Refused.framework(400, "body/paths must have 1 to 1000 items");
        }
        Set<String> seen = objects.visible(caller, exchange.bucket()).stream()
                .map(FakeRow::name)
                .collect(Collectors.toSet());
        List<Map<String, @Nullable Object>> answers = new ArrayList<>();
        for (Json path : paths) {
            String key = path.text().orElse("");
            boolean isSeen = seen.contains(key);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("error", isSeen ? null : UNSEEN);
            answer.put("path", key);
            answer.put("signedURL", isSeen ? url(exchange.bucket() + "/" + key, life) : null);
            answers.add(answer);
        }
        return Replies.json(answers);
    }

    ResponseDefinitionBuilder signUpload(Exchange exchange) {
        Caller caller = exchange.authenticated();
        boolean upsert = exchange.request().header("x-upsert").orElse("").equals("true");
        objects.requireCreatable(caller, exchange.bucket(), exchange.key(), upsert);
        String path = exchange.bucket() + "/" + exchange.key();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("url", path);
        claims.put("upsert", upsert);
        claims.put("scope", "upload");
        String token = tokens.issue(claims, uploadLife);
        return Replies.json(Map.of("url", "/object/upload/sign/" + path + "?token=" + token, "token", token));
    }

    private String url(String path, Duration life) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("url", path);
        claims.put("scope", "download");
        return "/object/sign/" + path + "?token=" + tokens.issue(claims, life);
    }

    private static Duration life(Json body) {
        long seconds = body.at("expiresIn").wholeNumber().orElse(0L);
        if (seconds < 1) {
            throw Refused.framework(400, "body/expiresIn must be >= 1");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Decodes all but the escapes of characters that have a meaning in URLs. */
    private static String decodeUri(String path) {
        String kept = path.replaceAll("(?i)%(?=3B|2F|3F|3A|40|26|3D|2B|24|2C|23)", "%25");
        return PercentEncoding.decode(kept).orElse(path);
    }
}
