package dev.medialifecycle.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client's word for what its bytes are, by declared type and by file name; believed by nobody, but held against it. */
record Claim(@Nullable String typeName, @Nullable String extension) {
    // A multipart part without a type is text/plain by definition (RFC 7578, 4.4); the form types describe how bytes
    // travel, and
    // some clients send them with any body. None of these says what the bytes are.
    private static final Set<String> SAYING_NOTHING =
            Set.of(OtherContent.BYTES, OtherContent.TEXT, "application/x-www-form-urlencoded", "multipart/form-data");
    private static final Pattern TYPE_NAME =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}");

    static Claim of(@Nullable String declaredType, @Nullable String clientFileName) {
        return new Claim(typeName(declaredType), extension(clientFileName));
    }

    /** The declared type if it is more than a way to say "some file". */
    Optional<String> specificType() {
        return Optional.ofNullable(typeName).filter(name -> !SAYING_NOTHING.contains(name));
    }

    /** The acceptable type that the file name's extension stands for. */
    Optional<MediaType> typeOfExtension() {
        return Optional.ofNullable(extension).flatMap(MediaType::ofExtension);
    }

    private static @Nullable String typeName(@Nullable String declared) {
        if (declared == null) {
            return null;
        }
        Optional<MediaType> known = MediaType.of(declared);
        if (known.isPresent()) {
            return known.get().mimeName();
        }
        String bare = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return TYPE_NAME.matcher(bare).matches() ? bare : null;
    }

    private static @Nullable String extension(@Nullable String fileName) {
        if (fileName == null) {
            return null;
        }
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? null : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }
}
