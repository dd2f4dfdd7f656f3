package dev.medialifecycle.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value, immutable. Whoever asks it for something of another shape gets nothing, and never an exception: what a service
 * sends is not ours to decide.
 */
public final class Json {
    private static final Json NOTHING = new Json(null);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxTokenCount(1_000_000)
                    .maxDocumentLength(64L << 20)
                    .build())
            .build();

    /** A String, BigDecimal, Boolean, List or Map of further values; null for JSON's null and for what is not there. */
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** The value that is not there, or is null. */
    public static Json nothing() {
        return NOTHING;
    }

    /**
     * The one value that this text is; empty for what is no JSON to its last byte, says a name twice in one object, or is deeper or
     * longer than any honest answer.
     */
    public static Optional<Json> read(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Json value = value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The value of text, numbers, booleans, null, and lists and maps of them, with {@code Json} anywhere among them. */
    public static Json of(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof String || value instanceof Boolean) {
            return new Json(value);
        }
        if (value instanceof Number number) {
            return new Json(new BigDecimal(number.toString()));
        }
        if (value instanceof List<?> list) {
            return new Json(list.stream().map(Json::of).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, of(member)));
            return new Json(Collections.unmodifiableMap(members));
        }
        throw new IllegalArgumentException(
                "No JSON is made of a " + value.getClass().getName());
    }

    /** The object's member of this name; nothing if there is none, or this is no object. */
    public Json at(String name) {
        return members().getOrDefault(name, NOTHING);
    }

    /** Whether it is there and is not null. */
    public boolean isPresent() {
        return value != null;
    }

    /** The text, if it is text. */
    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The number, if it is one. */
    public Optional<BigDecimal> number() {
        return value instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    /** The number, if it is one without a fraction, from {@link Long#MIN_VALUE} to {@link Long#MAX_VALUE}. */
    public Optional<Long> wholeNumber() {
        try {
            return number().map(BigDecimal::longValueExact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** True or false, if it is one of them. */
    public Optional<Boolean> flag() {
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The values of a list, in their order; empty if it is none. */
    @SuppressWarnings("unchecked")
    public List<Json> items() {
        return value instanceof List<?> list ? (List<Json>) list : List.of();
    }

    /** Whether it is a list, be it an empty one. */
    public boolean isList() {
        return value instanceof List;
    }

    /** The members of an object, in their order; empty if it is none. */
    @SuppressWarnings("unchecked")
    public Map<String, Json> members() {
        return value instanceof Map<?, ?> map ? (Map<String, Json>) map : Map.of();
    }

    /** The value as JSON text, without blanks. */
    public String write() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    /** Its shape only, because what services send holds tokens. */
    @Override
    public String toString() {
        if (value instanceof List<?> list) {
            return "JSON list of " + list.size();
        }
        return value instanceof Map<?, ?> map ? "JSON object with " + map.keySet() : "JSON value";
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> new Json(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json(parser.getDecimalValue());
            case VALUE_TRUE -> new Json(true);
            case VALUE_FALSE -> new Json(false);
            default -> NOTHING;
        };
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json(Collections.unmodifiableMap(members));
    }

    private static Json list(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json(Collections.unmodifiableList(items));
    }

    private void write(JsonGenerator generator) throws IOException {
        if (value instanceof Map) {
            generator.writeStartObject();
            for (Map.Entry<String, Json> member : members().entrySet()) {
                generator.writeFieldName(member.getKey());
                member.getValue().write(generator);
            }
            generator.writeEndObject();
        } else if (value instanceof List) {
            generator.writeStartArray();
            for (Json item : items()) {
                item.write(generator);
            }
            generator.writeEndArray();
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            generator.writeNull();
        }
    }
}
