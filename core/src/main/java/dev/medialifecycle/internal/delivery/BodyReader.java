package dev.medialifecycle.internal.delivery;

import dev.medialifecycle.internal.state.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a body up to one byte more than may be, and for no longer than a sender needs who means well. */
final class BodyReader {
    private static final Duration LONGEST_READ = Duration.ofSeconds(20);
    private static final int PIECE = 8_192;

    private final State state;
    private final int maxBytes;

    BodyReader(State state, int maxBytes) {
        this.state = state;
        this.maxBytes = maxBytes;
    }

    /** Whether the headers, in lower case, announce more than may be. */
    boolean isAnnouncedTooLarge(Map<String, List<String>> headers) {
        return headers.getOrDefault("content-length", List.of()).stream()
                .map(String::strip)
                .filter(length -> length.matches("[0-9]{1,18}"))
                .anyMatch(length -> Long.parseLong(length) > maxBytes);
    }

    /** The body; empty if it broke off, or came drop by drop for too long. One that is too large is cut behind the limit. */
    Optional<byte[]> read(InputStream body) {
        Instant end = state.now().plus(LONGEST_READ);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try {
            while (bytes.size() <= maxBytes) {
                int read = body.read(piece, 0, Math.min(piece.length, maxBytes + 1 - bytes.size()));
                if (read < 0) {
                    break;
                }
                bytes.write(piece, 0, read);
                if (state.now().isAfter(end)) {
                    return Optional.empty();
                }
            }
            return Optional.of(bytes.toByteArray());
        } catch (IOException e) {
            // Nobody is there any more who could be told more than that it was not stored.
            return Optional.empty();
        }
    }
}
