package dev.medialifecycle.imagekit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * ImageKit finds out a file's type by itself and takes nobody's word for it. Where it could come to another one, a tag remembers
 * the type that the blob was stored with.
 */
final class ContentTypes {
    private static final String TAG = "content-type:";
    private static final String UNKNOWN = "application/octet-stream";
    private static final Pattern TAGGABLE = Pattern.compile("[A-Za-z0-9!#$&^_.+;= /-]{1,200}");

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("pdf", "application/pdf"));

    private ContentTypes() {}

    static List<String> tags(String key, String contentType) {
        String extension = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean isFound = contentType.equals(BY_EXTENSION.get(extension));
        return isFound || !TAGGABLE.matcher(contentType).matches() ? List.of() : List.of(TAG + contentType);
    }

    /** The type as it may stand in a header. */
    static String writable(String contentType) {
        return TAGGABLE.matcher(contentType).matches() ? contentType : UNKNOWN;
    }

    static String of(RemoteFile file) {
        return file.tags().stream()
                .filter(tag -> tag.startsWith(TAG))
                .findFirst()
                .map(tag -> tag.substring(TAG.length()))
                .orElse(file.mime() == null ? UNKNOWN : file.mime());
    }
}
