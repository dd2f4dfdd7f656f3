package dev.medialifecycle.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON that nobody vouches for; the only class here that needs jackson-core. */
final class JsonText {
    private static final int MOST_DEPTH = 64;
    // Neither names nor buffers are kept: senders choose the names, and buffers per thread do not go with virtual
    // threads.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    /** What {@link #find} found: the text at a pointer, null if there is none; false if the JSON is not one unambiguous object. */
    record Found(boolean isJsonObject, @Nullable String text) {}

    private JsonText() {}

    /** The members of a JSON object, as String, Long, List and Map, others left out; null if the text is not one JSON object. */
    static @Nullable Map<String, Object> object(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Object> members = members(parser);
            return parser.nextToken() == null ? members : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The text at the pointers, of which each ends in the name of a member; those that lead somewhere have to lead to the same text. */
    static Found find(byte[] json, List<String> pointers) {
        List<String> names =
                pointers.stream().map(p -> p.substring(p.lastIndexOf('/') + 1)).toList();
        String text = null;
        try (JsonParser parser = JSON.createParser(json)) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            while (isObject && parser.nextToken() != null) {
                if (parser.hasToken(JsonToken.VALUE_STRING)
                        && names.contains(String.valueOf(parser.currentName()))
                        && pointers.contains(
                                parser.getParsingContext().pathAsPointer().toString())) {
                    isObject = text == null || text.equals(parser.getText());
                    text = parser.getText();
                }
                // At the end of the object, nothing more may come.
                isObject &= !parser.getParsingContext().inRoot() || parser.nextToken() == null;
            }
            return new Found(isObject, isObject ? text : null);
        } catch (IOException e) {
            return new Found(false, null);
        }
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : parser.getLongValue();
            default -> null;
        };
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object element = value(parser);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }
}
