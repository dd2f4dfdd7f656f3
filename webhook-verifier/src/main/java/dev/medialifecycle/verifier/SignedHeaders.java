package dev.medialifecycle.verifier;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a scheme say in one delivery; nothing in here is trusted yet. They are found in one walk over a map that a web
 * stack or an attacker filled: names in any case, null names, null lists, null values, lists of any length.
 */
final class SignedHeaders implements BiConsumer<String, List<String>> {
    private static final byte[] NONE = {};

    private final WantedHeaders wanted;
    private @Nullable String id;
    private @Nullable String user;
    private @Nullable String timestamp;
    private @Nullable String signature;
    // One after the other, for there is nearly always one.
    private byte[] signatures = NONE;
    private int signatureLength;
    private long time;
    private int present;
    private boolean isRepeated;

    private SignedHeaders(WantedHeaders wanted) {
        this.wanted = wanted;
    }

    /** Those of the first of the alternatives that are all there, or of the last. */
    static SignedHeaders find(Map<String, List<String>> headers, WantedHeaders[] alternatives) {
        for (int i = 0; ; i++) {
            SignedHeaders found = new SignedHeaders(alternatives[i]);
            headers.forEach(found);
            if (i == alternatives.length - 1 || found.isComplete()) {
                return found;
            }
        }
    }

    /** For {@link #find} alone. */
    @Override
    public void accept(@Nullable String name, @Nullable List<String> values) {
        if (name == null || values == null) {
            return;
        }
        int roles = wanted.roles(name);
        if (roles != 0) {
            keep(roles, value(values));
        }
    }

    /** Whether each header is there, and once; the reason if not, null if so. */
    @Nullable
    Reason presence() {
        if (!isComplete()) {
            return Reason.MISSING_HEADER;
        }
        return isRepeated ? Reason.DUPLICATE_HEADER : null;
    }

    /** Reads the headers by the scheme's grammar, and holds their time against now; the reason of a refusal, null if there is none. */
    @Nullable
    Reason read(Scheme scheme, SignedContent content, Instant now) {
        Reason problem = presence();
        if (problem != null) {
            return problem;
        }
        if ((id != null && !HeaderText.isId(id, content.endOfId()))
                || (user != null && !HeaderText.isBounded(user, content.endOfUser()))) {
            return Reason.MALFORMED_ID;
        }
        if (timestamp != null) {
            timestamp = SignedTime.text(timestamp, scheme);
            time = timestamp == null ? SignedTime.NONE : SignedTime.number(timestamp);
            if (time == SignedTime.NONE) {
                return Reason.MALFORMED_TIMESTAMP;
            }
        }
        String list = signature();
        signatures = SignatureList.decoded(list, scheme);
        if (signatures.length == 0) {
            return SignatureList.whyNone(list, scheme);
        }
        signatureLength = scheme.algorithm().signatureLength();
        return timestamp == null ? null : SignedTime.distance(time, scheme.timestamp(), now);
    }

    /** The message's id, null if the scheme signs none. */
    @Nullable
    String id() {
        return id;
    }

    /** The user that the message is for, null if the scheme signs none. */
    @Nullable
    String user() {
        return user;
    }

    /** The literal text of the time, null if the scheme signs none. */
    @Nullable
    String timestamp() {
        return timestamp;
    }

    /** The time of this attempt, null if the scheme signs none. */
    @Nullable
    Instant attemptAt(Scheme scheme) {
        return timestamp == null ? null : SignedTime.instant(time, scheme.timestamp());
    }

    /** The header with the signatures, not taken apart. */
    String signature() {
        return signature == null ? "" : signature;
    }

    /** How many signatures are well-formed. */
    int signatureCount() {
        return signatures.length / Math.max(1, signatureLength);
    }

    /** One of the well-formed signatures. */
    byte[] signature(int index) {
        return signatures.length == signatureLength
                ? signatures
                : Arrays.copyOfRange(signatures, index * signatureLength, (index + 1) * signatureLength);
    }

    /** Whether one of the signatures is these bytes; looks at all of them, whichever matches. */
    boolean isSignedAs(byte[] expected) {
        boolean isSigned = false;
        for (int i = signatureCount() - 1; i >= 0; i--) {
            isSigned |= MessageDigest.isEqual(expected, signature(i));
        }
        return isSigned;
    }

    private boolean isComplete() {
        return present == wanted.all();
    }

    private void keep(int roles, @Nullable String value) {
        if (value == null) {
            return;
        }
        isRepeated |= (present & roles) != 0;
        present |= roles;
        id = (roles & WantedHeaders.ID) == 0 ? id : value;
        user = (roles & WantedHeaders.USER) == 0 ? user : value;
        timestamp = (roles & WantedHeaders.TIMESTAMP) == 0 ? timestamp : value;
        signature = (roles & WantedHeaders.SIGNATURE) == 0 ? signature : value;
    }

    /** The one value, or one of several; null if there is none. */
    private @Nullable String value(List<String> values) {
        String found = null;
        if (values.size() == 1) {
            found = values.get(0);
        } else {
            for (String value : values) {
                isRepeated |= found != null && value != null;
                found = value == null ? found : value;
                // Whoever sends a million is not read to the end.
                if (isRepeated) {
                    break;
                }
            }
        }
        return found == null ? null : HeaderText.trimmed(found);
    }
}
