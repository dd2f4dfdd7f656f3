package dev.medialifecycle.verifier;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The grammar of signed times, and their distance from now; no locale and no number parser has a say in it. */
final class SignedTime {
    /** What no time is. */
    static final long NONE = -1;

    private static final int MOST_DIGITS = 13;

    private SignedTime() {}

    /** The literal text of the time in its header, whatever it says; null unless it is there once. */
    static @Nullable String text(String header, Scheme scheme) {
        TimestampFormat format = scheme.timestamp();
        if (format.prefix().isEmpty()) {
            return header;
        }
        String found = null;
        for (int from = 0, to; from < header.length(); from = to + 1) {
            to = HeaderText.entryEnd(header, from, scheme.signature().separator());
            if (header.startsWith(format.prefix(), from)) {
                if (found != null) {
                    return null;
                }
                found = header.substring(from + format.prefix().length(), to);
            }
        }
        return found;
    }

    /** The number that {@code 0|[1-9][0-9]{0,12}} writes, {@link #NONE} for any other text. */
    static long number(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_DIGITS || (text.charAt(0) == '0' && length > 1)) {
            return NONE;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** Why the time is too far from now, null if it is near enough; both are counted in whole units. */
    static @Nullable Reason distance(long signed, TimestampFormat format, Instant now) {
        boolean seconds = format.unit() == TimeUnit.SECONDS;
        long clock = seconds ? now.getEpochSecond() : now.toEpochMilli();
        long tolerance =
                seconds ? format.tolerance().toSeconds() : format.tolerance().toMillis();
        if (clock - signed > tolerance) {
            return Reason.TIMESTAMP_TOO_OLD;
        }
        return signed - clock > tolerance ? Reason.TIMESTAMP_IN_FUTURE : null;
    }

    static Instant instant(long signed, TimestampFormat format) {
        return format.unit() == TimeUnit.SECONDS ? Instant.ofEpochSecond(signed) : Instant.ofEpochMilli(signed);
    }

    static boolean isDecimal(String text) {
        return number(text) != NONE;
    }
}
