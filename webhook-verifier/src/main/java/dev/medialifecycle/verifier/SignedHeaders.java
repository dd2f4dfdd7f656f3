package dev.medialifecycle.verifier;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a scheme say in one delivery; nothing in here is trusted yet. They are found in one walk over a map that a web
 * stack or an attacker filled: names in any case, null names, null lists, null values, lists of any length.
 */
final class SignedHeaders implements BiConsumer<String, List<String>> {
    private static final int MOST_ID_CHARACTERS = 256;
    private static final byte[][] NONE = {};

    private final HeaderNames names;
    private @Nullable String id;
    private @Nullable String timestamp;
    private @Nullable String signature;
    private byte[][] signatures = NONE;
    private boolean isRepeated;

    private SignedHeaders(HeaderNames names) {
        this.names = names;
    }

    /** Those of the first of the scheme's names that are all there, or of the last. */
    static SignedHeaders find(Map<String, List<String>> headers, Scheme scheme) {
        List<HeaderNames> alternatives = scheme.headers();
        for (int i = 0; ; i++) {
            SignedHeaders found = new SignedHeaders(alternatives.get(i));
            headers.forEach(found);
            if (found.isComplete() || i == alternatives.size() - 1) {
                return found;
            }
        }
    }

    /** For {@link #find} alone. */
    @Override
    public void accept(@Nullable String name, @Nullable List<String> values) {
        if (HeaderText.isSameName(name, names.id())) {
            id = value(id, values);
        }
        if (HeaderText.isSameName(name, names.timestamp())) {
            timestamp = value(timestamp, values);
        }
        if (HeaderText.isSameName(name, names.signature())) {
            signature = value(signature, values);
        }
    }

    /** Reads the headers by the scheme's grammar; the reason why that cannot be done, null if it can. */
    @Nullable
    Reason read(Scheme scheme) {
        if (signature == null || !isComplete()) {
            return Reason.MISSING_HEADER;
        }
        if (isRepeated) {
            return Reason.DUPLICATE_HEADER;
        }
        if (id != null && !isId(id)) {
            return Reason.MALFORMED_ID;
        }
        if (timestamp != null) {
            timestamp = SignedTime.text(timestamp, scheme);
            if (timestamp == null) {
                return Reason.MALFORMED_TIMESTAMP;
            }
        }
        signatures = SignatureList.decoded(signature, scheme);
        return signatures.length > 0 ? null : SignatureList.whyNone(signature, scheme);
    }

    /** The message's id, null if the scheme signs none. */
    @Nullable
    String id() {
        return id;
    }

    /** The literal text of the time, null if the scheme signs none. */
    @Nullable
    String timestamp() {
        return timestamp;
    }

    /** Whether one of the signatures is these bytes; looks at all of them, whichever matches. */
    boolean isSignedAs(byte[] expected) {
        boolean isSigned = false;
        for (byte[] one : signatures) {
            isSigned |= MessageDigest.isEqual(expected, one);
        }
        return isSigned;
    }

    private boolean isComplete() {
        return (id != null || names.id() == null)
                && (timestamp != null || names.timestamp() == null)
                && signature != null;
    }

    private @Nullable String value(@Nullable String known, @Nullable List<String> values) {
        if (values == null) {
            return known;
        }
        if (values.size() == 1) {
            return either(known, values.get(0));
        }
        String found = known;
        for (String value : values) {
            found = either(found, value);
            if (isRepeated) {
                break;
            }
        }
        return found;
    }

    private @Nullable String either(@Nullable String known, @Nullable String value) {
        isRepeated |= known != null && value != null;
        return value == null ? known : HeaderText.trimmed(value);
    }

    /** Without a dot, for {@code id.timestamp.body} could be cut at another dot, and an old message pass for a fresh one. */
    private static boolean isId(String text) {
        if (text.isEmpty() || text.length() > MOST_ID_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '.') {
                return false;
            }
        }
        return true;
    }
}
