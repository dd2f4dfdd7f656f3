package dev.medialifecycle.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of a scheme's headers, prepared for a walk over all headers of a request, of which most are others. */
final class WantedHeaders {
    static final int ID = 1;
    static final int USER = 2;
    static final int TIMESTAMP = 4;
    static final int SIGNATURE = 8;
    private static final int LAST_BIT = Long.SIZE - 1;

    private final int all;
    private final String[] lowerCase;
    private final int[] roles;
    // A bit for each length that one of the names has; a name of another length needs no comparing.
    private final long lengths;

    private WantedHeaders(HeaderNames names) {
        List<String> distinct = new ArrayList<>();
        int[] found = new int[4];
        add(names.id(), ID, distinct, found);
        add(names.user(), USER, distinct, found);
        add(names.timestamp(), TIMESTAMP, distinct, found);
        add(names.signature(), SIGNATURE, distinct, found);
        this.lowerCase = distinct.toArray(String[]::new);
        this.roles = found;
        int together = 0;
        long bits = 0;
        for (int i = 0; i < lowerCase.length; i++) {
            together |= found[i];
            bits |= bit(lowerCase[i]);
        }
        this.all = together;
        this.lengths = bits;
    }

    /** The alternatives of a scheme, in their order. */
    static WantedHeaders[] of(Scheme scheme) {
        return scheme.headers().stream().map(WantedHeaders::new).toArray(WantedHeaders[]::new);
    }

    /** The roles that any header plays, added up. */
    int all() {
        return all;
    }

    /** The roles that the header of this name plays, added up; 0 for a header that is not wanted. */
    int roles(String name) {
        if ((lengths & bit(name)) == 0) {
            return 0;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (HeaderText.isSameName(name, lowerCase[i])) {
                return roles[i];
            }
        }
        return 0;
    }

    private static void add(@Nullable String name, int role, List<String> distinct, int[] found) {
        if (name != null) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!distinct.contains(lower)) {
                distinct.add(lower);
            }
            found[distinct.indexOf(lower)] |= role;
        }
    }

    private static long bit(String name) {
        return 1L << Math.min(name.length(), LAST_BIT);
    }
}
