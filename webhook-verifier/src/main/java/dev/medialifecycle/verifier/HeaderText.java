package dev.medialifecycle.verifier;

/** The few rules about names of headers, their values, and lists in them. */
final class HeaderText {
    private static final int MOST_ID_CHARACTERS = 256;

    private HeaderText() {}

    /** Equal but for the case of the sent one's ASCII letters; Unicode knows other letters that fold to these. */
    static boolean isSameName(String sent, String lowerCase) {
        int length = lowerCase.length();
        // Names of one family differ at their ends, and are compared whole much faster than by character.
        if (sent.length() != length || lower(sent.charAt(length - 1)) != lowerCase.charAt(length - 1)) {
            return false;
        }
        if (sent.equals(lowerCase)) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            if (lower(sent.charAt(i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The value without the spaces and tabs around it. */
    static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isOptionalSpace(value.charAt(from))) {
            from++;
        }
        while (to > from && isOptionalSpace(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    /** Where the entry of a list that begins at {@code from} ends; without a separator, the whole value is one entry. */
    static int entryEnd(String list, int from, String separator) {
        int end = separator.isEmpty() ? -1 : list.indexOf(separator.charAt(0), from);
        return end < 0 ? list.length() : end;
    }

    /**
     * Printable ASCII, not too long, without a dot and without the character that ends it in what is signed: {@code id.timestamp.body}
     * could be cut at another dot, and an old message pass for a fresh one.
     */
    static boolean isId(String text, char end) {
        return isBounded(text, end, '.');
    }

    /** Printable ASCII, not too long, and without the character that ends it in what is signed. */
    static boolean isBounded(String text, char end) {
        return isBounded(text, end, end);
    }

    private static boolean isBounded(String text, char end, char other) {
        int length = text.length();
        if (length == 0 || length > MOST_ID_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == end || c == other) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static boolean isOptionalSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
