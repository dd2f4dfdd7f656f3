package dev.medialifecycle.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Key segments as file names that stay apart on every file system: lower-case ASCII only, all other bytes as {@code %hex},
 * no hidden file, no trailing dot, no device name of Windows. A directory's name ends with {@code =}, or with {@code +} where
 * it only continues a segment too long for one name; a blob's ends with neither, so that {@code a} and {@code a/b} both have
 * room, and removing an empty directory can never hit a blob.
 */
final class FileNames {
    private static final char FOLDER = '=';
    private static final char CONTINUED = '+';
    private static final int LONGEST = 200;
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com", "lpt");

    private FileNames() {}

    /** The names, one below the other, that stand for a key's last segment, or for a bucket; one is the rule. */
    static List<String> ofBlob(String segment) {
        return split(segment, "");
    }

    /** The same for a segment that others follow. */
    static List<String> ofFolder(String segment) {
        return split(segment, String.valueOf(FOLDER));
    }

    private static List<String> split(String segment, String mark) {
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>(1);
        int from = 0;
        int length = 0;
        for (int at = 0; at < bytes.length; at++) {
            int width = isPlain(bytes[at]) ? 1 : 3;
            if (length + width > LONGEST) {
                names.add(nameOf(Arrays.copyOfRange(bytes, from, at)) + CONTINUED);
                from = at;
                length = 0;
            }
            length += width;
        }
        names.add(nameOf(Arrays.copyOfRange(bytes, from, bytes.length)) + mark);
        return names;
    }

    /** The bytes that a name stands for, without the mark at its end; empty if it is no name of ours. */
    static Optional<byte[]> bytesOf(String name) {
        String text = isFolder(name) || isContinued(name) ? name.substring(0, name.length() - 1) : name;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign != '%') {
                bytes.write(sign);
                continue;
            }
            if (at + 2 >= text.length()) {
                return Optional.empty();
            }
            bytes.write(Character.digit(text.charAt(at + 1), 16) << 4 | Character.digit(text.charAt(at + 2), 16));
            at += 2;
        }
        byte[] decoded = bytes.toByteArray();
        return text.isEmpty() || text.contains("%2f") || !nameOf(decoded).equals(text)
                ? Optional.empty()
                : Optional.of(decoded);
    }

    static boolean isFolder(String name) {
        return name.charAt(name.length() - 1) == FOLDER;
    }

    static boolean isContinued(String name) {
        return name.charAt(name.length() - 1) == CONTINUED;
    }

    private static String nameOf(byte[] bytes) {
        StringBuilder name = new StringBuilder(bytes.length + 8);
        for (int at = 0; at < bytes.length; at++) {
            boolean isEdgeDot = bytes[at] == '.' && (at == 0 || at == bytes.length - 1);
            if (isPlain(bytes[at]) && !isEdgeDot) {
                name.append((char) bytes[at]);
            } else {
                escape(name, bytes[at]);
            }
        }
        if (isDevice(name.toString())) {
            name.deleteCharAt(0);
            StringBuilder first = new StringBuilder();
            escape(first, bytes[0]);
            name.insert(0, first);
        }
        return name.toString();
    }

    private static void escape(StringBuilder name, byte octet) {
        name.append('%').append(Character.forDigit((octet >> 4) & 0xF, 16)).append(Character.forDigit(octet & 0xF, 16));
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        boolean isNumbered = stem.length() == 4 && Character.isDigit(stem.charAt(3));
        return stem.length() >= 3 && (stem.length() == 3 || isNumbered) && DEVICES.contains(stem.substring(0, 3));
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '_'
                || octet == '.';
    }
}
