package dev.medialifecycle.vendor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks what stands in some places out of JSON, in one pass and without building a tree. Thread-safe. */
final class PayloadReader {
    static final int MOST_DEPTH = 64;
    private static final int LONGEST_TEXT = 32 << 20;
    /** Each keeps some 16 KB, and no more than 200 KB after the largest bodies. */
    private static final int BUFFERS_KEPT = 16;
    // Names are not kept, for senders choose them, and no buffers per thread, which do not go with virtual threads.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS_KEPT))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final Place root = new Place();
    private final boolean hasSecrets;

    PayloadReader(JobFields fields) {
        fields.all().forEach(root::add);
        hasSecrets = fields.has(JobFields.Kind.SECRET);
    }

    /** Throws {@link UnreadableDeliveryException}, and nothing else, for what is not one JSON object. */
    JobPayload read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableDeliveryException("the body is not a JSON object", null);
            }
            PayloadParts parts = new PayloadParts();
            walk(parser, root, parts, false);
            if (parser.nextToken() != null) {
                throw new UnreadableDeliveryException("there is more after the JSON object", null);
            }
            return parts.payload();
        } catch (IOException | NumberFormatException e) {
            // The parser's own message quotes the body, so it is no cause.
            throw new UnreadableDeliveryException(
                    "the body is not JSON without repeated names, 64 levels deep at most", null);
        }
    }

    /** The body without its secrets, the same one if there are no places of any; nothing of one in which they cannot be told. */
    byte[] withoutSecrets(byte[] body) {
        if (!hasSecrets) {
            return body;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(body.length);
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator copy = JSON.createGenerator(kept)) {
            if (parser.nextToken() == null) {
                return new byte[0];
            }
            copy(parser, root, copy);
            if (parser.nextToken() != null) {
                return new byte[0];
            }
        } catch (IOException | NumberFormatException e) {
            return new byte[0];
        }
        return kept.toByteArray();
    }

    private static void copy(JsonParser parser, @Nullable Place place, JsonGenerator copy) throws IOException {
        if (place != null && place.holds(JobFields.Kind.SECRET)) {
            parser.skipChildren();
            copy.writeString("left out");
        } else if (parser.currentToken().isScalarValue()) {
            copy.copyCurrentEventExact(parser);
        } else if (parser.isExpectedStartArrayToken()) {
            copy.writeStartArray();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                copy(parser, place, copy);
            }
            copy.writeEndArray();
        } else {
            copy.writeStartObject();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                copy.writeFieldName(parser.currentName());
                Place next = place == null ? null : place.at(parser.currentName());
                parser.nextToken();
                copy(parser, next, copy);
            }
            copy.writeEndObject();
        }
    }

    /** Goes through the value that the parser stands at; {@code place} is null for one that nobody asks for by itself. */
    private static void walk(JsonParser parser, @Nullable Place place, PayloadParts parts, boolean isOutput)
            throws IOException {
        boolean inOutput = isOutput || (place != null && place.holds(JobFields.Kind.OUTPUT));
        if (place != null && !parser.hasToken(JsonToken.VALUE_NULL)) {
            parts.seen(place);
        }
        if (parser.currentToken().isScalarValue()) {
            if (place != null) {
                parts.take(place, parser);
            }
            takeOutput(parser, parts, inOutput);
        } else if (place == null && !inOutput) {
            parser.skipChildren();
        } else if (parser.isExpectedStartArrayToken()) {
            walkList(parser, place, parts, inOutput);
        } else {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Place next = place == null ? null : place.at(parser.currentName());
                parser.nextToken();
                walk(parser, next, parts, inOutput);
            }
        }
    }

    /** A list is gone through for the objects in it; text right in it is an output, but no id, word or reason. */
    private static void walkList(JsonParser parser, @Nullable Place place, PayloadParts parts, boolean inOutput)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
                takeOutput(parser, parts, inOutput);
            } else {
                walk(parser, place, parts, inOutput);
            }
        }
    }

    private static void takeOutput(JsonParser parser, PayloadParts parts, boolean inOutput) throws IOException {
        if (inOutput && parser.hasToken(JsonToken.VALUE_STRING)) {
            parts.output(parser.getText());
        }
    }

    /** A place in the JSON, and the places below it. */
    static final class Place {
        private final Map<String, Place> below = new HashMap<>();
        private final Map<JobFields.Kind, Integer> ranks = new HashMap<>();

        private void add(JobFields.Field field) {
            Place place = this;
            for (String name : field.path()) {
                place = place.below.computeIfAbsent(name, n -> new Place());
            }
            place.ranks.putIfAbsent(field.kind(), field.rank());
        }

        private @Nullable Place at(String name) {
            return below.get(name);
        }

        boolean holds(JobFields.Kind kind) {
            return ranks.containsKey(kind);
        }

        Map<JobFields.Kind, Integer> ranks() {
            return ranks;
        }
    }
}
