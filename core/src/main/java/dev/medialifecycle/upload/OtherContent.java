package dev.medialifecycle.upload;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Names bytes that no policy accepts, so that a refusal can say what they are. */
final class OtherContent {
    /** Nothing is known but that it is text. */
    static final String TEXT = "text/plain";
    /** Nothing is known. */
    static final String BYTES = "application/octet-stream";

    private static final List<String> HTML = List.of("<!doctype html", "<html", "<head", "<body", "<script", "<!--");

    private OtherContent() {}

    static String nameOf(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("%PDF-")) {
            return "application/pdf";
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return "application/zip";
        }
        if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
            return "image/tiff";
        }
        if (start.startsWith("\u001A\u0045\u00DF\u00A3")) {
            return "video/x-matroska";
        }
        if (start.startsWith("OggS")) {
            return "application/ogg";
        }
        if (start.startsWith("fLaC")) {
            return "audio/flac";
        }
        return isText(head) ? ofText(start) : BYTES;
    }

    private static String ofText(String start) {
        String text = start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : start;
        String lower = text.stripLeading().toLowerCase(Locale.ROOT);
        boolean isXml = lower.startsWith("<?xml");
        if (lower.startsWith("<svg") || lower.startsWith("<!doctype svg") || (isXml && lower.contains("<svg"))) {
            return "image/svg+xml";
        }
        if (HTML.stream().anyMatch(lower::startsWith) || (isXml && lower.contains("<html"))) {
            return "text/html";
        }
        return isXml ? "application/xml" : TEXT;
    }

    /** The control characters that text does not hold are those of the WHATWG's sniffing standard. */
    private static boolean isText(byte[] head) {
        for (byte unit : head) {
            boolean isSpace = (unit >= 0x09 && unit <= 0x0D && unit != 0x0B) || unit == 0x1B;
            if (unit >= 0 && unit < 0x20 && !isSpace) {
                return false;
            }
        }
        return true;
    }
}
