package dev.medialifecycle.testkit.imagekit;

import java.util.List;
import java.util.Locale;

/** What an upload asks for, with ImageKit's defaults for what it does not say. */
record UploadOrder(
        byte[] bytes,
        String fileName,
        String folder,
        boolean isUnique,
        boolean mayOverwrite,
        boolean isPrivate,
        List<String> tags) {

    /** The folder as ImageKit will have it: what is neither letter, digit, dash nor underscore becomes an underscore. */
    String keptFolder() {
        String kept = ("/" + folder + "/").replaceAll("[^A-Za-z0-9/_-]", "_").replaceAll("/+", "/");
        return kept.isEmpty() ? "/" : kept;
    }

    /** The name as ImageKit will have it: what is neither letter, digit, dot nor dash becomes an underscore. */
    String keptName() {
        return fileName.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /** The type as ImageKit finds it: from the bytes or the name, and not from what the uploader said. */
    String mime() {
        if (startsWith(0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (startsWith(0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "jpg", "jpeg" -> "image/jpeg";
            case "png" -> "image/png";
            case "gif" -> "image/gif";
            case "webp" -> "image/webp";
            case "mp4" -> "video/mp4";
            case "txt" -> "text/plain";
            case "pdf" -> "application/pdf";
            default -> "application/octet-stream";
        };
    }

    private boolean startsWith(int... head) {
        for (int at = 0; at < head.length; at++) {
            if (bytes.length <= at || (bytes[at] & 0xFF) != head[at]) {
                return false;
            }
        }
        return true;
    }
}
