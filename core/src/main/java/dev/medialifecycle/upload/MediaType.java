package dev.medialifecycle.upload;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The types that an upload policy can accept, each with what its bytes look like. What is not here, such as SVG, HTML, XML or
 * PDF, can carry script and is accepted by no policy.
 */
public enum MediaType {
    /** JPEG, whatever its colour space or coding. */
    JPEG(Kind.IMAGE, List.of("image/jpeg", "image/jpg", "image/pjpeg"), List.of("jpg", "jpeg", "jpe", "jfif")),
    /** PNG, animated or not. */
    PNG(Kind.IMAGE, List.of("image/png", "image/x-png", "image/apng"), List.of("png", "apng")),
    /** GIF, animated or not. */
    GIF(Kind.IMAGE, List.of("image/gif"), List.of("gif")),
    /** WebP, lossy or lossless, animated or not. */
    WEBP(Kind.IMAGE, List.of("image/webp"), List.of("webp")),
    /** Windows or OS/2 bitmap. */
    BMP(Kind.IMAGE, List.of("image/bmp", "image/x-ms-bmp", "image/x-bmp"), List.of("bmp", "dib")),
    /** One AV1 image. */
    AVIF(Kind.IMAGE, List.of("image/avif"), List.of("avif")),
    /** One HEVC image, as phones take it. */
    HEIC(Kind.IMAGE, List.of("image/heic", "image/heif"), List.of("heic", "heif")),
    /** MPEG-4 with whatever it holds. */
    MP4(Kind.VIDEO, List.of("video/mp4", "video/x-m4v"), List.of("mp4", "m4v")),
    /** WebM with whatever it holds. */
    WEBM(Kind.VIDEO, List.of("video/webm", "audio/webm"), List.of("webm")),
    /** QuickTime. */
    QUICKTIME(Kind.VIDEO, List.of("video/quicktime"), List.of("mov", "qt")),
    /** MP3. */
    MP3(Kind.AUDIO, List.of("audio/mpeg", "audio/mp3", "audio/x-mpeg"), List.of("mp3")),
    /** WAV. */
    WAV(Kind.AUDIO, List.of("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"), List.of("wav", "wave")),
    /** MPEG-4 that says of itself that it is audio. */
    M4A(Kind.AUDIO, List.of("audio/mp4", "audio/m4a", "audio/x-m4a"), List.of("m4a", "m4b"));

    /** What a type is for. */
    public enum Kind {
        /** Pixels, whose number is known from the header. */
        IMAGE,
        /** Moving pictures. */
        VIDEO,
        /** Sound. */
        AUDIO
    }

    private static final Map<String, MediaType> BY_NAME = new HashMap<>();
    private static final Map<String, MediaType> BY_EXTENSION = new HashMap<>();

    static {
        for (MediaType type : values()) {
            type.mimeNames.forEach(name -> BY_NAME.put(name, type));
            type.extensions.forEach(extension -> BY_EXTENSION.put(extension, type));
        }
    }

    private final Kind kind;
    private final List<String> mimeNames;
    private final List<String> extensions;
    private final Optional<MediaType> found = Optional.of(this);

    MediaType(Kind kind, List<String> mimeNames, List<String> extensions) {
        this.kind = kind;
        this.mimeNames = mimeNames;
        this.extensions = extensions;
    }

    /** The type of bytes that begin like this, judged by nothing else; some 64 bytes tell all there is to tell. */
    public static Optional<MediaType> sniff(byte[] head) {
        MediaType type = Magic.of(head);
        return type == null ? Optional.empty() : type.found;
    }

    /** The type of a MIME name or of another spelling of it, such as {@code image/jpg}; parameters and case do not matter. */
    public static Optional<MediaType> of(String mimeName) {
        int parameters = mimeName.indexOf(';');
        String bare = parameters < 0 ? mimeName : mimeName.substring(0, parameters);
        return Optional.ofNullable(BY_NAME.get(bare.strip().toLowerCase(Locale.ROOT)));
    }

    /** The type that a file extension, without its dot, claims. */
    public static Optional<MediaType> ofExtension(String extension) {
        return Optional.ofNullable(BY_EXTENSION.get(extension.toLowerCase(Locale.ROOT)));
    }

    /** The registered name, such as {@code image/jpeg}. */
    public String mimeName() {
        return mimeNames.get(0);
    }

    /** What keys end in, without the dot. */
    public String extension() {
        return extensions.get(0);
    }

    /** Every extension that files of the type go by, {@link #extension} first. */
    public List<String> extensions() {
        return extensions;
    }

    /** Image, video or audio. */
    public Kind kind() {
        return kind;
    }

    /** The MIME name. */
    @Override
    public String toString() {
        return mimeName();
    }
}
