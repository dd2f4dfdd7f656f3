package dev.medialifecycle.testkit.imagekit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;

/** ImageKit's JSON, both ways (imagekit.io/docs/api-reference). */
final class ApiJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private ApiJson() {}

    static String message(String message) {
        return written(json -> {
            json.writeStartObject();
            error(json, message);
            json.writeEndObject();
        });
    }

    static String missing(List<String> ids) {
        return written(json -> {
            json.writeStartObject();
            error(json, "The requested file(s) does not exist.");
            strings(json, "missingFileIds", ids);
            json.writeEndObject();
        });
    }

    static String deleted(List<String> ids) {
        return written(json -> {
            json.writeStartObject();
            strings(json, "successfullyDeletedFileIds", ids);
            json.writeEndObject();
        });
    }

    static String partlyDeleted(List<String> ids, List<String> failed, String error) {
        return written(json -> {
            json.writeStartObject();
            strings(json, "successfullyDeletedFileIds", ids);
            json.writeArrayFieldStart("errors");
            for (String id : failed) {
                json.writeStartObject();
                json.writeStringField("fileId", id);
                json.writeStringField("error", error);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static String field(String name, String value) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField(name, value);
            json.writeEndObject();
        });
    }

    /** A search's answer: files and folders, bare. */
    static String list(List<IndexEntry> entries, String endpoint) {
        return written(json -> {
            json.writeStartArray();
            for (IndexEntry entry : entries) {
                if (entry.file() == null) {
                    folder(json, entry);
                } else {
                    file(json, entry.file(), endpoint);
                }
            }
            json.writeEndArray();
        });
    }

    static String file(StoredFile file, String endpoint) {
        return written(json -> file(json, file, endpoint));
    }

    static String versions(StoredFile file, String endpoint) {
        return written(json -> {
            json.writeStartArray();
            for (StoredFile.Version version : file.versions()) {
                json.writeStartObject();
                json.writeStringField("type", version == file.current() ? "file" : "file-version");
                json.writeStringField("fileId", file.id());
                json.writeStringField("name", file.name());
                json.writeStringField("filePath", file.path());
                json.writeStringField("url", endpoint + file.path());
                versionInfo(json, version, file.versions().indexOf(version));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The strings of an array in an object; throws {@link IOException} for anything else. */
    static List<String> strings(byte[] body, String field) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = json.currentName().equals(field);
                JsonToken value = json.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? List.of(json.getText()) : array(json, value);
                }
                json.skipChildren();
            }
        }
        return List.of();
    }

    private static List<String> array(JsonParser json, JsonToken start) throws IOException {
        expect(start, JsonToken.START_ARRAY);
        List<String> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING);
            values.add(json.getText());
        }
        return values;
    }

    private static void expect(JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("not " + expected);
        }
    }

    private static void error(JsonGenerator json, String message) throws IOException {
        json.writeStringField("message", message);
        json.writeStringField("help", "For support kindly contact us at support@imagekit.io .");
    }

    private static void folder(JsonGenerator json, IndexEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "folder");
        json.writeStringField("name", entry.name());
        json.writeStringField("folderId", entry.id());
        json.writeStringField("folderPath", entry.folder() + entry.name());
        json.writeStringField("createdAt", MILLIS.format(entry.createdAt()));
        json.writeEndObject();
    }

    private static void file(JsonGenerator json, StoredFile file, String endpoint) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "file");
        json.writeStringField("fileId", file.id());
        json.writeStringField("name", file.name());
        json.writeStringField("filePath", file.path());
        if (file.tags().isEmpty()) {
            json.writeNullField("tags");
        } else {
            strings(json, "tags", file.tags());
        }
        json.writeNullField("AITags");
        versionInfo(json, file.current(), file.versions().size() - 1);
        json.writeBooleanField("isPrivateFile", file.isPrivate());
        json.writeBooleanField("isPublished", true);
        json.writeStringField("url", endpoint + file.path() + "?updatedAt=" + epoch(file.updatedAt()));
        json.writeStringField("fileType", file.isImage() ? "image" : "non-image");
        json.writeStringField("mime", file.mime());
        json.writeNumberField("size", file.bytes().length);
        json.writeStringField("createdAt", MILLIS.format(file.createdAt()));
        json.writeStringField("updatedAt", MILLIS.format(file.updatedAt()));
        json.writeObjectFieldStart("customMetadata");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void versionInfo(JsonGenerator json, StoredFile.Version version, int number) throws IOException {
        json.writeObjectFieldStart("versionInfo");
        json.writeStringField("id", version.id());
        json.writeStringField("name", "Version " + (number + 1));
        json.writeEndObject();
    }

    private static String epoch(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String written(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
