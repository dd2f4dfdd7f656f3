package dev.medialifecycle.job;

/** Words of a vendor's, fit to be kept: not endless, and without characters that a database refuses. */
final class VendorText {
    private static final String CUT = "…";
    private static final char UNFIT = '\uFFFD';

    private VendorText() {}

    /** The beginning of a text, where a message says what is wrong. */
    static String beginning(String text, int characters) {
        return fit(text.length() > characters ? text.substring(0, characters) + CUT : text);
    }

    /** The end of a text, where a log says how it went. */
    static String end(String text, int characters) {
        return fit(text.length() > characters ? CUT + text.substring(text.length() - characters) : text);
    }

    private static String fit(String text) {
        StringBuilder fit = new StringBuilder(text.length());
        text.codePoints().forEach(character -> fit.appendCodePoint(isFit(character) ? character : UNFIT));
        return fit.toString();
    }

    /** Half a pair has no UTF-8, and PostgreSQL stores no zero. */
    private static boolean isFit(int character) {
        boolean isHalfAPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return character != 0 && !isHalfAPair;
    }
}
