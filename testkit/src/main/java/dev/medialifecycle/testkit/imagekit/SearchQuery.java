package dev.medialifecycle.testkit.imagekit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of ImageKit's search language that is about names, paths, ids, types and dates, strictly as documented: a date has
 * seconds and no more, a quote in a string is an error, and what is not understood is refused.
 */
final class SearchQuery {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\(|\\)|\\[|]|,|<=|>=|=|:|<|>|\"[^\"\\\\\\p{Cntrl}]*\"|[A-Za-z][A-Za-z.]*)");
    private static final Pattern AGO = Pattern.compile("([0-9]{1,4})([hdwmy])");

    private final List<String> tokens;
    private final Instant now;
    private int at;

    private SearchQuery(List<String> tokens, Instant now) {
        this.tokens = tokens;
        this.now = now;
    }

    static Predicate<IndexEntry> parse(String text, Instant now) {
        SearchQuery query = new SearchQuery(tokensOf(text), now);
        Predicate<IndexEntry> meaning = query.either();
        if (query.at < query.tokens.size()) {
            throw invalid();
        }
        return meaning;
    }

    private static List<String> tokensOf(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text.strip());
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (end < text.strip().length()) {
            throw invalid();
        }
        return tokens;
    }

    private Predicate<IndexEntry> either() {
        Predicate<IndexEntry> meaning = both();
        while (accepts("OR")) {
            meaning = meaning.or(both());
        }
        return meaning;
    }

    private Predicate<IndexEntry> both() {
        Predicate<IndexEntry> meaning = condition();
        while (accepts("AND")) {
            meaning = meaning.and(condition());
        }
        return meaning;
    }

    private Predicate<IndexEntry> condition() {
        if (accepts("(")) {
            Predicate<IndexEntry> inner = either();
            require(")");
            return inner;
        }
        String field = next();
        boolean negated = accepts("NOT");
        String operator = next();
        Predicate<IndexEntry> meaning = operator.equals("IN") ? in(field) : comparison(field, operator);
        return negated ? meaning.negate() : meaning;
    }

    private Predicate<IndexEntry> in(String field) {
        require("[");
        List<String> values = new ArrayList<>();
        do {
            values.add(string());
        } while (accepts(","));
        require("]");
        if (field.equals("tags")) {
            return entry -> entry.file() != null && entry.file().tags().stream().anyMatch(values::contains);
        }
        return entry -> values.contains(text(field, entry));
    }

    private Predicate<IndexEntry> comparison(String field, String operator) {
        if (field.equals("createdAt") || field.equals("updatedAt")) {
            Instant bound = time(string());
            BiPredicate<Instant, Instant> holds = order(operator);
            return entry -> holds.test(field.equals("createdAt") ? entry.createdAt() : entry.updatedAt(), bound);
        }
        String value = string();
        return switch (operator) {
            case "=" -> entry -> text(field, entry).equals(value);
            case ":" -> entry -> text(field, entry).startsWith(value);
            default -> throw invalid();
        };
    }

    private static BiPredicate<Instant, Instant> order(String operator) {
        return switch (operator) {
            case "<" -> (time, bound) -> time.isBefore(bound);
            case "<=" -> (time, bound) -> !time.isAfter(bound);
            case ">" -> (time, bound) -> time.isAfter(bound);
            case ">=" -> (time, bound) -> !time.isBefore(bound);
            case "=" -> (time, bound) -> time.equals(bound);
            default -> throw invalid();
        };
    }

    private static String text(String field, IndexEntry entry) {
        return switch (field) {
            case "name" -> entry.name();
            case "path" -> entry.folder();
            case "id" -> entry.id();
            case "type" -> entry.type();
            default -> throw invalid();
        };
    }

    private Instant time(String value) {
        Matcher ago = AGO.matcher(value);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        case "w" -> Duration.ofDays(7 * count);
                        case "m" -> Duration.ofDays(30 * count);
                        default -> Duration.ofDays(365 * count);
                    });
        }
        try {
            if (value.length() == "2020-01-01".length()) {
                return LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (value.length() == "2020-01-01T12:12:12".length()) {
                return LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            throw invalid();
        }
        throw invalid();
    }

    private String string() {
        String token = next();
        if (!token.startsWith("\"")) {
            throw invalid();
        }
        return token.substring(1, token.length() - 1);
    }

    private void require(String token) {
        if (!accepts(token)) {
            throw invalid();
        }
    }

    private boolean accepts(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private String next() {
        if (at == tokens.size()) {
            throw invalid();
        }
        return tokens.get(at++);
    }

    private static ApiRefusal invalid() {
        return ApiRefusal.of(400, "Invalid search query - createdAt, name, path, type and id are understood here.");
    }
}
