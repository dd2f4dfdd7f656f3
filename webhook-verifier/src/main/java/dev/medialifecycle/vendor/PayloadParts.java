package dev.medialifecycle.vendor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.vendor.JobFields.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one reading has found so far; of one kind, what stands in the place of the lowest rank wins, and there the first. */
final class PayloadParts {
    private static final String INLINE = "data:application/octet-stream;base64,";
    private static final int LONGEST_WORD = 100;
    private static final double LONGEST_SECONDS = 1e9;

    private final Map<Kind, Found> found = new EnumMap<>(Kind.class);
    private final List<URI> outputs = new ArrayList<>();
    private boolean hasOutputs;
    private boolean areRemoved;

    private record Found(int rank, String text) {}

    /** Something other than null stands here. */
    void seen(PayloadReader.Place place) {
        hasOutputs |= place.holds(Kind.OUTPUT) || place.holds(Kind.INLINE);
    }

    /** The value that the parser stands at, which is neither list nor object, stands here. */
    void take(PayloadReader.Place place, JsonParser parser) throws IOException {
        for (Map.Entry<Kind, Integer> kind : place.ranks().entrySet()) {
            String text = text(kind.getKey(), parser);
            if (text == null) {
                continue;
            }
            if (kind.getKey() == Kind.INLINE) {
                output(INLINE + text);
            } else {
                Found one = new Found(kind.getValue(), text);
                found.merge(kind.getKey(), one, (before, now) -> now.rank < before.rank ? now : before);
            }
        }
        areRemoved |= place.holds(Kind.REMOVED) && parser.hasToken(JsonToken.VALUE_TRUE);
    }

    void output(String text) {
        OutputUrls.parse(text).ifPresent(outputs::add);
    }

    JobPayload payload() {
        String status = text(Kind.STATUS);
        return new JobPayload(
                text(Kind.ID),
                status == null ? "" : status.substring(0, Math.min(status.length(), LONGEST_WORD)),
                outputs,
                hasOutputs,
                areRemoved,
                text(Kind.ERROR),
                new JobReport(took(), text(Kind.LOGS)));
    }

    private static @Nullable String text(Kind kind, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        boolean fits = switch (kind) {
            case ID, LOGS, INLINE -> token == JsonToken.VALUE_STRING;
            case ERROR -> token == JsonToken.VALUE_STRING && !parser.getText().isBlank();
            case STATUS -> token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
            case SECONDS, MILLISECONDS -> token.isNumeric();
            case OUTPUT, REMOVED, SECRET -> false;
        };
        return fits ? parser.getText() : null;
    }

    private @Nullable String text(Kind kind) {
        Found one = found.get(kind);
        return one == null ? null : one.text;
    }

    private @Nullable Duration took() {
        String seconds = text(Kind.SECONDS);
        String milliseconds = text(Kind.MILLISECONDS);
        if (seconds != null) {
            return duration(Double.parseDouble(seconds));
        }
        return milliseconds == null ? null : duration(Double.parseDouble(milliseconds) / 1_000);
    }

    private static @Nullable Duration duration(double seconds) {
        boolean isPossible = seconds >= 0 && seconds <= LONGEST_SECONDS;
        return isPossible ? Duration.ofNanos(Math.round(seconds * 1e9)) : null;
    }
}
