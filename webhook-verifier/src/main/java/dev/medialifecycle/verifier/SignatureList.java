package dev.medialifecycle.verifier;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the signatures in a header; entries of other versions, and malformed ones beside well-formed ones, are skipped. */
final class SignatureList {
    private static final int MOST_ENTRIES = 16;
    private static final byte[] NONE = {};

    private SignatureList() {}

    /** The well-formed signatures of the scheme's version, one after the other; none if the list is too long to be honest. */
    static byte[] decoded(String header, Scheme scheme) {
        SignatureFormat format = scheme.signature();
        // There is nearly always one.
        byte[] only = decoded(header, 0, header.length(), scheme);
        if (only != null) {
            return only;
        }
        byte[] decoded = NONE;
        int entries = 0;
        for (int from = 0, to; from < header.length(); from = to + 1) {
            to = HeaderText.entryEnd(header, from, format.separator());
            if (from < to && ++entries > MOST_ENTRIES) {
                return NONE;
            }
            byte[] signature = decoded(header, from, to, scheme);
            decoded = signature == null ? decoded : with(decoded, signature);
        }
        return decoded;
    }

    /** Why a header has no signatures to compare. */
    static Reason whyNone(String header, Scheme scheme) {
        SignatureFormat format = scheme.signature();
        Reason reason = Reason.NO_SUPPORTED_SIGNATURE;
        int entries = 0;
        for (int from = 0, to; from < header.length(); from = to + 1) {
            to = HeaderText.entryEnd(header, from, format.separator());
            if (from < to && ++entries > MOST_ENTRIES) {
                return Reason.TOO_MANY_SIGNATURES;
            }
            if (from < to && header.startsWith(format.prefix(), from)) {
                reason = Reason.MALFORMED_SIGNATURE;
            }
        }
        return reason;
    }

    /** The signature that one entry is, null if it is none of the scheme's. */
    private static byte @Nullable [] decoded(String header, int from, int to, Scheme scheme) {
        SignatureFormat format = scheme.signature();
        if (!header.startsWith(format.prefix(), from)) {
            return null;
        }
        int length = scheme.algorithm().signatureLength();
        return format.encoding().decode(header, from + format.prefix().length(), to, length);
    }

    private static byte[] with(byte[] all, byte[] one) {
        if (all.length == 0) {
            return one;
        }
        byte[] more = Arrays.copyOf(all, all.length + one.length);
        System.arraycopy(one, 0, more, all.length, one.length);
        return more;
    }
}
