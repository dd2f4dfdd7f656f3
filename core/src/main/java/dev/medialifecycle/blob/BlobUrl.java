package dev.medialifecycle.blob;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A URL's text taken apart: nothing is repaired, nothing is decoded, and nothing is thrown, whatever the text. */
public sealed interface BlobUrl {
    /** The longest text that is looked at. */
    int MAX_LENGTH = 16_384;

    /** A URL's parts: scheme and host in lower case, the scheme's default port filled in (or -1), the rest as it stands. */
    record Parts(
            String scheme,
            String host,
            int port,
            String path,
            @Nullable String query) implements BlobUrl {
        /** Whether both name one service; http and https on their default ports do. */
        public boolean sharesOriginWith(Parts other) {
            return host.equals(other.host)
                    && isWeb()
                    && other.isWeb()
                    && (port == other.port || (isDefaultPort() && other.isDefaultPort()));
        }

        private boolean isDefaultPort() {
            return port == defaultPort(scheme);
        }

        private boolean isWeb() {
            return defaultPort(scheme) > 0;
        }
    }

    /** The text is no absolute URL, or it hides something that no provider would put into one. */
    record Fault(String reason) implements BlobUrl {}

    /** Takes the text apart; a fragment is dropped. */
    static BlobUrl split(String text) {
        String fault = faultOf(text);
        if (fault != null) {
            return new Fault(fault);
        }
        int colon = text.indexOf(':');
        if (!isScheme(text, colon) || !text.startsWith("//", colon + 1)) {
            return new Fault("has no scheme and host");
        }
        int end = orEnd(text.indexOf('#'), text.length());
        int question = orEnd(text.indexOf('?'), end);
        int pathEnd = Math.min(question, end);
        int authorityEnd = Math.min(orEnd(text.indexOf('/', colon + 3), pathEnd), pathEnd);
        if (text.lastIndexOf('\\', pathEnd) >= 0) {
            return new Fault("holds a backslash");
        }
        if (authorityEnd < colon + 3) {
            return new Fault("has no host");
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String authority = text.substring(colon + 3, authorityEnd).toLowerCase(Locale.ROOT);
        String path = text.substring(authorityEnd, pathEnd);
        return join(scheme, authority, path, question < end ? text.substring(question + 1, end) : null);
    }

    private static BlobUrl join(String scheme, String authority, String path, @Nullable String query) {
        if (authority.indexOf('@') >= 0) {
            return new Fault("holds user-info");
        }
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        if (!isHost(host)) {
            return new Fault("has no valid host");
        }
        if (port.length() > 5 || !port.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return new Fault("has no valid port");
        }
        int number = port.isEmpty() ? defaultPort(scheme) : Integer.parseInt(port);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return new Parts(scheme, name, number, path, query);
    }

    private static @Nullable String faultOf(String text) {
        if (text.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        if (text.isEmpty()) {
            return "is empty";
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return "holds a control character";
        }
        return Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1))
                ? "starts or ends with a blank"
                : null;
    }

    private static boolean isScheme(String text, int colon) {
        for (int at = 0; at < colon; at++) {
            char sign = text.charAt(at);
            if (!isLetter(sign) && (at == 0 || (!isDigit(sign) && "+-.".indexOf(sign) < 0))) {
                return false;
            }
        }
        return colon > 0;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.length() > 3
                    && host.endsWith("]")
                    && host.substring(1, host.length() - 1)
                            .chars()
                            .allMatch(sign -> isDigit(sign) || "abcdef:.".indexOf(sign) >= 0);
        }
        return !host.isEmpty()
                && !host.startsWith(".")
                && !host.contains("..")
                && host.chars().allMatch(sign -> isLetter(sign) || isDigit(sign) || "-._".indexOf(sign) >= 0);
    }

    private static boolean isLetter(int sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }

    private static boolean isDigit(int sign) {
        return sign >= '0' && sign <= '9';
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> -1;
        };
    }

    private static int orEnd(int index, int end) {
        return index < 0 ? end : index;
    }
}
