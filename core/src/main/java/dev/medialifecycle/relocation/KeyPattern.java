package dev.medialifecycle.relocation;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A key rule as people write it on one line. */
final class KeyPattern implements KeyRule {
    private static final String SLASH = "/";
    private static final String STAR = "*";
    private static final Pattern SEGMENT = Pattern.compile("\\{[A-Za-z0-9_]+}|[^{}*]*\\*?");

    private final String text;
    private final List<String> from;
    private final List<String> to;
    private final boolean isFolder;
    private final boolean isNameKept;

    KeyPattern(String from, String to) {
        this.text = "\"" + from + "\" to \"" + to + "\"";
        this.isFolder = from.endsWith(SLASH);
        this.isNameKept = to.endsWith(SLASH);
        this.from = segments(from);
        this.to = segments(to);
        checkNames();
    }

    @Override
    public Optional<String> keyFor(String key) {
        List<String> segments = Arrays.asList(key.split(SLASH, -1));
        boolean isLongEnough = isFolder ? segments.size() > from.size() : segments.size() == from.size();
        return isLongEnough ? meanings(segments).map(meanings -> filled(meanings, segments)) : Optional.empty();
    }

    /** What every key that is meant begins with. */
    String prefix() {
        StringBuilder prefix = new StringBuilder();
        for (int at = 0; at < from.size(); at++) {
            String segment = from.get(at);
            if (isName(segment)) {
                break;
            }
            if (segment.endsWith(STAR)) {
                prefix.append(stem(segment));
                break;
            }
            boolean isLast = at == from.size() - 1;
            prefix.append(segment).append(isLast && !isFolder ? "" : SLASH);
        }
        return prefix.toString();
    }

    @Override
    public String toString() {
        return text;
    }

    private Optional<Map<String, String>> meanings(List<String> segments) {
        Map<String, String> meanings = new HashMap<>();
        for (int at = 0; at < from.size(); at++) {
            String pattern = from.get(at);
            String segment = segments.get(at);
            if (isName(pattern)) {
                String before = meanings.put(pattern, segment);
                if (before != null && !before.equals(segment)) {
                    return Optional.empty();
                }
            } else if (pattern.endsWith(STAR) && segment.startsWith(stem(pattern))) {
                meanings.put(STAR, segment.substring(stem(pattern).length()));
            } else if (!pattern.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(meanings);
    }

    private String filled(Map<String, String> meanings, List<String> segments) {
        List<String> filled = new ArrayList<>();
        for (String segment : to) {
            filled.add(
                    segment.endsWith(STAR)
                            ? stem(segment) + meanings.getOrDefault(STAR, "")
                            : meanings.getOrDefault(segment, segment));
        }
        if (isNameKept) {
            filled.addAll(segments.subList(isFolder ? from.size() : from.size() - 1, segments.size()));
        }
        return String.join(SLASH, filled);
    }

    private List<String> segments(String pattern) {
        String whole = pattern.endsWith(SLASH) ? pattern.substring(0, pattern.length() - 1) : pattern;
        List<String> segments = List.of(whole.split(SLASH, -1));
        for (String segment : segments) {
            if (segment.isEmpty() || !SEGMENT.matcher(segment).matches()) {
                throw invalid("has a segment that is neither text, nor a {name}, nor text that ends in *");
            }
        }
        if (segments.stream().filter(segment -> segment.endsWith(STAR)).count() > 1) {
            throw invalid("has more than one *");
        }
        return segments;
    }

    /** Whatever may differ between two keys must be in what they become. */
    private void checkNames() {
        if (isFolder && !isNameKept) {
            throw invalid("moves a whole folder to one key; end the second pattern in a slash");
        }
        Set<String> used = variables(to);
        if (!variables(from).containsAll(used)) {
            throw invalid("uses a name or a * that the first pattern has not");
        }
        if (isNameKept && !isFolder) {
            used.addAll(variables(List.of(from.get(from.size() - 1))));
        }
        if (!used.containsAll(variables(from))) {
            throw invalid("leaves a name or the * out, so that two blobs could get one key");
        }
    }

    private static Set<String> variables(List<String> segments) {
        Set<String> variables = new HashSet<>();
        for (String segment : segments) {
            if (isName(segment)) {
                variables.add(segment);
            } else if (segment.endsWith(STAR)) {
                variables.add(STAR);
            }
        }
        return variables;
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    private static String stem(String segment) {
        return segment.substring(0, segment.length() - STAR.length());
    }

    private MediaLifecycleException invalid(String fault) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_POLICY,
                ErrorKind.REJECTED,
                "Key pattern " + text + " " + fault + ". Next: try \"{user}/video-*\" to \"{user}/saved/\"");
    }
}
