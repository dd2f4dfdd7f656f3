package dev.medialifecycle.verifier;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signing secret as the vendor shows it; {@link #toString} never shows it. Which key it means, the scheme's key rule says. */
public final class Secret {
    private final String text;
    private final boolean isAllowedWeak;

    private Secret(String text, boolean isAllowedWeak) {
        this.text = text;
        this.isAllowedWeak = isAllowedWeak;
    }

    /**
     * Trims ASCII white space around {@code text}; throws {@link UnusableSecretException} when nothing, or null, such as an unset
     * environment variable, is left.
     */
    public static Secret of(@Nullable String text) {
        String trimmed = text == null ? "" : trim(text);
        if (trimmed.isBlank()) {
            throw new UnusableSecretException(
                    Reason.CONFIG_EMPTY_SECRET,
                    "The webhook secret is missing or empty. Configure the one that the vendor shows.");
        }
        return new Secret(trimmed, false);
    }

    /** The same as {@link #of}, for a vendor whose secrets make keys of fewer than 16 bytes; they are accepted, empty ones never. */
    public static Secret evenIfWeak(@Nullable String text) {
        return new Secret(of(text).text, true);
    }

    /** Several secrets in one text with {@code |} between them, as Supabase writes them while they rotate; refuses an empty one. */
    public static List<Secret> several(@Nullable String text) {
        return Arrays.stream((text == null ? "" : text).split("\\|", -1))
                .map(Secret::of)
                .toList();
    }

    String text() {
        return text;
    }

    boolean isAllowedWeak() {
        return isAllowedWeak;
    }

    /** Always {@code Secret[redacted]}. */
    @Override
    public String toString() {
        return "Secret[redacted]";
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isAsciiSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isAsciiSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isAsciiSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
