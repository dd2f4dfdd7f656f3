package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.rest.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Both listings: the first loses and mixes, the second is exact. */
final class ListRoutes {
    private static final int V1_CAP = 1500;
    private static final int V2_CAP = 1000;

    private final FakeObjects objects;

    ListRoutes(FakeObjects objects) {
        this.objects = objects;
    }

    /** One level of a folder, found without regard to case; names are relative, and folders have no id. */
    ResponseDefinitionBuilder first(Exchange exchange) {
        Json asked = exchange.json();
        Caller caller = exchange.authenticated();
        String folder = asked.at("prefix").text().orElse("").toLowerCase(Locale.ROOT);
        String prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        int limit = number(asked, "limit", 100, V1_CAP);
        int offset = number(asked, "offset", 0, Integer.MAX_VALUE);
        Map<String, Json> level = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (FakeRow row : objects.visible(caller, exchange.bucket())) {
            if (row.name().toLowerCase(Locale.ROOT).startsWith(prefix)) {
                String rest = row.name().substring(prefix.length());
                int slash = rest.indexOf('/');
                String name = slash < 0 ? rest : rest.substring(0, slash);
                level.put(name, slash < 0 ? named(row.listed(), name) : folder(name));
            }
        }
        return Replies.json(level.values().stream().skip(offset).limit(limit).toList());
    }

    /** Whole keys in byte order below an exact prefix; a bucket that is not there is empty. */
    ResponseDefinitionBuilder second(Exchange exchange) {
        Json asked = exchange.json();
        Caller caller = exchange.authenticated();
        int limit = number(asked, "limit", V2_CAP, V2_CAP);
        String prefix = asked.at("prefix").text().orElse("");
        String after = asked.at("cursor").text().map(ListRoutes::decoded).orElse("");
        List<FakeRow> rows = objects.visible(caller, exchange.bucket()).stream()
                .filter(row -> row.name().startsWith(prefix))
                .filter(row -> after.isEmpty() || BlobLocation.KEY_ORDER.compare(row.name(), after) > 0)
                .limit(limit + 1L)
                .toList();
        boolean hasNext = rows.size() > limit;
        List<FakeRow> page = hasNext ? rows.subList(0, limit) : rows;
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("hasNext", hasNext);
        if (hasNext) {
            answer.put("nextCursor", encoded(page.get(limit - 1).name()));
            answer.put("nextCursorKey", page.get(limit - 1).name());
        }
        boolean isDelimited = asked.at("with_delimiter").flag().orElse(false);
        answer.put("folders", isDelimited ? folders(page, prefix) : List.of());
        answer.put(
                "objects",
                page.stream()
                        .filter(row -> !isDelimited || row.name().indexOf('/', prefix.length()) < 0)
                        .map(FakeRow::listed)
                        .toList());
        return Replies.json(answer);
    }

    private static List<Json> folders(List<FakeRow> rows, String prefix) {
        List<String> names = new ArrayList<>();
        for (FakeRow row : rows) {
            int slash = row.name().indexOf('/', prefix.length());
            String name = slash < 0 ? "" : row.name().substring(0, slash + 1);
            if (slash >= 0 && !names.contains(name)) {
                names.add(name);
            }
        }
        return names.stream().map(ListRoutes::folder).toList();
    }

    private static int number(Json body, String name, int usual, int most) {
        long asked = body.at(name).wholeNumber().orElse((long) usual);
        return (int) Math.min(asked, most);
    }

    private static Json named(Json row, String name) {
        Map<String, Object> renamed = new LinkedHashMap<>(row.members());
        renamed.put("name", name);
        return Json.of(renamed);
    }

    private static Json folder(String name) {
        Map<String, @Nullable Object> folder = new LinkedHashMap<>();
        folder.put("name", name);
        folder.put("id", null);
        folder.put("metadata", null);
        return Json.of(folder);
    }

    private static String encoded(String key) {
        return Base64.getEncoder().encodeToString(("l:" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        if (cursor.isEmpty()) {
            return "";
        }
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith("l:")) {
                return text.substring(2);
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like every other cursor that was not made here.
        }
        throw Refused.invalid("InvalidParameter", "Invalid Parameter cursor");
    }
}
