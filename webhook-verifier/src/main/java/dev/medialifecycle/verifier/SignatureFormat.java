package dev.medialifecycle.verifier;

/**
 * How signatures are written in their header: {@code separator} stands between several and is empty if there is only ever one;
 * {@code prefix} tells the version that the scheme checks, such as {@code v1,}; entries with other prefixes are skipped.
 */
public record SignatureFormat(String separator, String prefix, Encoding encoding) {
    /** Refuses separators of more than one character, those that may stand in a signature, and a prefix with the separator in it. */
    public SignatureFormat {
        if (!separator.matches("[^0-9A-Za-z+/=]?") || isSeparated(prefix, separator)) {
            throw new IllegalArgumentException(
                    "Separator \"" + separator + "\" does not go with prefix \"" + prefix + "\"");
        }
    }

    static boolean isSeparated(String prefix, String separator) {
        return !separator.isEmpty() && prefix.contains(separator);
    }
}
