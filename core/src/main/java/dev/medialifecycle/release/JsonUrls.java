package dev.medialifecycle.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the texts that pointers lead to, token by token; text that is no JSON is refused to its last character. */
final class JsonUrls {
    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final List<JsonPointer> pointers;

    private JsonUrls(List<JsonPointer> pointers) {
        this.pointers = pointers;
    }

    static JsonUrls at(String... pointers) {
        if (pointers.length == 0) {
            throw CollectorFault.of(
                    "A URL collector without JSON pointers finds nothing", "name one, such as /images/*");
        }
        return new JsonUrls(Arrays.stream(pointers).map(JsonPointer::of).toList());
    }

    Stream<String> in(String record) {
        List<String> urls = new ArrayList<>();
        try (JsonParser parser = json.createParser(record)) {
            if (parser.nextToken() == null) {
                throw malformed(parser.currentLocation());
            }
            value(parser, pointers, urls);
            if (parser.nextToken() != null) {
                throw malformed(parser.currentLocation());
            }
        } catch (JsonProcessingException e) {
            throw malformed(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory cannot fail to be read", e);
        }
        return urls.stream();
    }

    /** Recurses only as deep as a pointer reaches, however deep the record is. */
    private static void value(JsonParser parser, List<JsonPointer> active, List<String> urls) throws IOException {
        JsonToken token = parser.currentToken();
        if (active.isEmpty() || token == JsonToken.VALUE_NULL) {
            parser.skipChildren();
            return;
        }
        for (JsonPointer pointer : active) {
            if (pointer.isAtEnd() && token != JsonToken.VALUE_STRING) {
                throw notText(pointer, token);
            }
        }
        if (token == JsonToken.START_OBJECT) {
            members(parser, active, urls);
        } else if (token == JsonToken.START_ARRAY) {
            elements(parser, active, urls);
        } else if (token == JsonToken.VALUE_STRING && active.stream().anyMatch(JsonPointer::isAtEnd)) {
            urls.add(parser.getText());
        }
    }

    private static void members(JsonParser parser, List<JsonPointer> active, List<String> urls) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            List<JsonPointer> further = through(parser.currentName(), active);
            parser.nextToken();
            value(parser, further, urls);
        }
    }

    private static void elements(JsonParser parser, List<JsonPointer> active, List<String> urls) throws IOException {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            value(parser, through(Integer.toString(index), active), urls);
        }
    }

    private static List<JsonPointer> through(String name, List<JsonPointer> active) {
        return active.stream()
                .filter(pointer -> pointer.leadsThrough(name))
                .map(JsonPointer::next)
                .toList();
    }

    private static MediaLifecycleException notText(JsonPointer pointer, JsonToken token) {
        boolean holdsMore = token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT;
        return CollectorFault.of(
                "JSON pointer \"" + pointer.text() + "\" leads to something that is not text",
                holdsMore ? "try \"" + pointer.text() + "/*\"" : "store URLs as text, or null");
    }

    /** The parser's own message is left out, because it quotes the record. */
    private static MediaLifecycleException malformed(@Nullable JsonLocation at) {
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return CollectorFault.of(
                "Record is not JSON" + where + ", so its URLs are unknown", "hand over the JSON as it is stored");
    }
}
