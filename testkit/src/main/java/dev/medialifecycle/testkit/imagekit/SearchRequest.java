package dev.medialifecycle.testkit.imagekit;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list or search request: which entries, in which order, from where, how many. */
record SearchRequest(
        @Nullable String query,
        @Nullable String type,
        @Nullable String path,
        @Nullable String fileType,
        String sort,
        int skip,
        int limit) {
    private static final int LARGEST = 1000;

    static SearchRequest of(Map<String, String> parameters) {
        return new SearchRequest(
                parameters.get("searchQuery"),
                parameters.get("type"),
                parameters.get("path"),
                parameters.get("fileType"),
                parameters.getOrDefault("sort", "ASC_CREATED"),
                number(parameters.getOrDefault("skip", "0"), 0, Integer.MAX_VALUE),
                number(parameters.getOrDefault("limit", Integer.toString(LARGEST)), 1, LARGEST));
    }

    List<IndexEntry> answer(Collection<IndexEntry> entries, Instant now) {
        Comparator<IndexEntry> order = order();
        Predicate<IndexEntry> meaning = meaning(now);
        return entries.stream()
                .filter(meaning)
                .sorted(order)
                .skip(skip)
                .limit(limit)
                .toList();
    }

    private Predicate<IndexEntry> meaning(Instant now) {
        Predicate<IndexEntry> meaning = query == null ? typed() : SearchQuery.parse(query, now);
        if (path != null) {
            String folder = path.endsWith("/") ? path : path + "/";
            meaning = meaning.and(entry -> entry.folder().equals(folder));
        }
        return switch (fileType == null ? "all" : fileType) {
            case "all" -> meaning;
            case "image" ->
                meaning.and(entry -> entry.file() != null && entry.file().isImage());
            case "non-image" ->
                meaning.and(entry -> entry.file() != null && !entry.file().isImage());
            default -> throw ApiRefusal.of(400, "Invalid fileType value.");
        };
    }

    // With a searchQuery the type parameter has no effect, which is what hosts stumble over.
    private Predicate<IndexEntry> typed() {
        return switch (type == null ? "file" : type) {
            case "file" -> entry -> entry.file() != null;
            case "folder" -> entry -> entry.file() == null;
            case "all" -> entry -> true;
            default -> throw ApiRefusal.of(400, "Invalid type value.");
        };
    }

    private Comparator<IndexEntry> order() {
        Comparator<IndexEntry> order = switch (sort.replaceFirst("^(ASC|DESC)_", "")) {
            case "NAME" -> Comparator.comparing(IndexEntry::name);
            case "CREATED" -> Comparator.comparing(IndexEntry::createdAt);
            case "UPDATED" -> Comparator.comparing(IndexEntry::updatedAt);
            case "SIZE" -> Comparator.comparing(IndexEntry::size);
            default -> throw ApiRefusal.of(400, "Invalid sort value.");
        };
        return sort.startsWith("DESC_") ? order.reversed() : order;
    }

    private static int number(String text, int from, int to) {
        try {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiRefusal.of(400, "Invalid limit or skip value.");
        }
        throw ApiRefusal.of(400, "Invalid limit or skip value.");
    }
}
