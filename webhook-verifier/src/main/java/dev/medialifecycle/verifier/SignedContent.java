package dev.medialifecycle.verifier;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The recipe of what is signed, taken apart once: what comes before the body, and what after it. */
record SignedContent(List<String> beforeBody, List<String> afterBody) {
    private static final String ID = "{id}";
    private static final String TIMESTAMP = "{timestamp}";
    private static final String BODY = "{body}";
    private static final byte[] NOTHING = {};
    private static final Pattern PARTS = Pattern.compile("\\{(?:id|timestamp|body)}|[\\x00-\\x7F&&[^{}]]+");

    static SignedContent of(String recipe) {
        List<String> parts = PARTS.matcher(recipe).results().map(r -> r.group()).toList();
        int body = parts.indexOf(BODY);
        if (!String.join("", parts).equals(recipe) || body < 0 || body != parts.lastIndexOf(BODY)) {
            throw new IllegalArgumentException("Not a recipe for signed content with one {body}: \"" + recipe + "\"");
        }
        return new SignedContent(
                List.copyOf(parts.subList(0, body)), List.copyOf(parts.subList(body + 1, parts.size())));
    }

    boolean hasId() {
        return has(ID);
    }

    boolean hasTimestamp() {
        return has(TIMESTAMP);
    }

    AssuranceLevel assurance() {
        if (!hasTimestamp()) {
            return AssuranceLevel.BODY_ONLY;
        }
        return hasId() ? AssuranceLevel.FULL : AssuranceLevel.TIMED_BODY;
    }

    byte[] beforeBody(SignedHeaders signed) {
        return bytes(beforeBody, signed.id(), signed.timestamp());
    }

    byte[] afterBody(SignedHeaders signed) {
        return bytes(afterBody, signed.id(), signed.timestamp());
    }

    /** The bytes of one side; id and timestamp are ASCII, as their grammars demand. */
    private static byte[] bytes(List<String> parts, @Nullable String id, @Nullable String timestamp) {
        if (parts.isEmpty()) {
            return NOTHING;
        }
        int length = 0;
        for (int i = 0; i < parts.size(); i++) {
            length += filled(parts.get(i), id, timestamp).length();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            at = copy(filled(parts.get(i), id, timestamp), bytes, at);
        }
        return bytes;
    }

    private static int copy(String ascii, byte[] target, int at) {
        int length = ascii.length();
        for (int i = 0; i < length; i++) {
            target[at + i] = (byte) ascii.charAt(i);
        }
        return at + length;
    }

    private boolean has(String part) {
        return beforeBody.contains(part) || afterBody.contains(part);
    }

    private static String filled(String part, @Nullable String id, @Nullable String timestamp) {
        if (part.equals(ID) && id != null) {
            return id;
        }
        return part.equals(TIMESTAMP) && timestamp != null ? timestamp : part;
    }
}
