package dev.medialifecycle.s3;

import dev.medialifecycle.blob.PercentEncoding;
import java.util.Optional;

/** The path of a URL, decoded once; unreadable if that is impossible or if it means another path to whoever resolves it. */
sealed interface UrlPath {
    /** It says what it means. */
    record Plain(String decoded) implements UrlPath {}

    /** Nobody knows what is meant. */
    record Unreadable(String reason) implements UrlPath {}

    static UrlPath of(String path) {
        Optional<String> decoded = PercentEncoding.decode(path);
        if (decoded.isEmpty()) {
            return new Unreadable("is not percent-encoded UTF-8");
        }
        return hides(decoded.get()) ? new Unreadable("holds an empty, . or .. segment") : new Plain(decoded.get());
    }

    /** Whether a segment is not a name; a slash at the end is harmless. */
    private static boolean hides(String decoded) {
        int start = decoded.startsWith("/") ? 1 : 0;
        while (start < decoded.length()) {
            int slash = decoded.indexOf('/', start);
            int end = slash < 0 ? decoded.length() : slash;
            boolean isDots = decoded.charAt(start) == '.'
                    && (end == start + 1 || (end == start + 2 && decoded.charAt(start + 1) == '.'));
            if (end == start || isDots) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
