package dev.medialifecycle.upload;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the server names blobs, such as <code>{owner}/inputs/{uuid}.{ext}</code>. The placeholders are <code>{owner}</code>
 * (also spelled <code>{user_id}</code> or <code>{userId}</code>), <code>{uuid}</code>, <code>{random}</code>,
 * <code>{timestamp}</code>, <code>{date}</code> and <code>{ext}</code>; nothing that a client sends is ever part of a key.
 */
public record KeyTemplate(String template) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SAFE_KEY = Pattern.compile("[A-Za-z0-9/_.-]+");
    private static final Map<String, String> SPELLINGS = Map.of("user_id", "owner", "userId", "owner");
    private static final String LONGEST_OWNER = "o".repeat(OwnerFolder.MAX_LENGTH);
    private static final int RANDOM_LENGTH = 25;

    /** Refuses what could name two blobs alike or name one badly, with {@code ML-CFG-004}. */
    public KeyTemplate {
        if (!template.contains("{uuid}") && !template.contains("{random}")) {
            throw invalid(template, "holds neither {uuid} nor {random}, so two blobs could get one key");
        }
        if (!template.endsWith(".{ext}")) {
            throw invalid(template, "does not end in .{ext}");
        }
        String longest = fill(template, LONGEST_OWNER, new UUID(0, 0), Instant.EPOCH, MediaType.WEBP);
        if (!SAFE_KEY.matcher(longest).matches() || !BlobLocation.isValidKey(longest)) {
            throw invalid(
                    template,
                    "makes no valid key; besides placeholders it may hold A-Z a-z 0-9 / _ . and -, no empty, . or .."
                            + " segment, and not too much of it");
        }
    }

    /** A template, checked. */
    public static KeyTemplate of(String template) {
        return new KeyTemplate(template);
    }

    /** A key that no other id gets; made of {@code A-Z a-z 0-9 / _ . -} alone, whatever the owner is called. */
    public String key(String owner, UUID id, Instant now, MediaType type) {
        return fill(template, folderName(owner), id, now, type);
    }

    /**
     * What every key of the owner starts with and no other owner's does, such as {@code u42/}; empty if the template does not
     * begin with a folder for each owner.
     */
    public Optional<String> ownerFolder(String owner) {
        Matcher first = PLACEHOLDER.matcher(template);
        if (!first.find() || !isOwner(first.group(1)) || !template.startsWith("/", first.end())) {
            return Optional.empty();
        }
        String parent = template.substring(0, first.start());
        boolean isWholeSegment = parent.isEmpty() || parent.endsWith("/");
        return isWholeSegment ? Optional.of(parent + folderName(owner) + "/") : Optional.empty();
    }

    /** The template as it was given. */
    @Override
    public String toString() {
        return template;
    }

    private static String folderName(String owner) {
        if (owner.isBlank()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_OWNER, ErrorKind.REJECTED, "A key needs an owner. Next: pass the request's user");
        }
        return OwnerFolder.of(owner);
    }

    private static String fill(String template, String folder, UUID id, Instant now, MediaType type) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value(template, match, folder, id, now, type)));
    }

    private static String value(
            String template, MatchResult match, String folder, UUID id, Instant now, MediaType type) {
        String name = match.group(1);
        return switch (SPELLINGS.getOrDefault(name, name)) {
            case "owner" -> folder;
            case "uuid" -> id.toString();
            case "random" -> random(id);
            case "timestamp" -> Long.toString(now.toEpochMilli());
            case "date" -> LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
            case "ext" -> type.extension();
            default -> throw invalid(template, "has the unknown placeholder {" + name + "}");
        };
    }

    /** All bits of the id in fewer letters: taking a part of them would give two ids one key. */
    private static String random(UUID id) {
        byte[] bits = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        String digits = new BigInteger(1, bits).toString(36);
        return "0".repeat(RANDOM_LENGTH - digits.length()) + digits;
    }

    private static boolean isOwner(String placeholder) {
        return SPELLINGS.getOrDefault(placeholder, placeholder).equals("owner");
    }

    private static MediaLifecycleException invalid(String template, String fault) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_POLICY,
                ErrorKind.REJECTED,
                "Key template \"" + template + "\" " + fault + ". Next: try {owner}/inputs/{uuid}.{ext}");
    }
}
