package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.medialifecycle.rest.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes of answers that several routes share. */
final class Replies {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private Replies() {}

    static ResponseDefinitionBuilder json(Object body) {
        return json(200, Json.of(body).write());
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    static ResponseDefinitionBuilder message(String message) {
        return json(Map.of("message", message));
    }

    /** A failed HEAD tells nothing but 400, whatever the reason. */
    static ResponseDefinitionBuilder head(FakeRow row) {
        return WireMock.aResponse()
                .withStatus(200)
                .withHeader("ETag", row.eTag())
                .withHeader("Last-Modified", httpDate(row))
                .withHeader("Content-Length", Integer.toString(row.bytes().length));
    }

    /** The bytes, or the part that the request asks for; a range that begins past the end is refused, not empty. */
    static ResponseDefinitionBuilder bytes(FakeRow row, String range) {
        if (row.fileLost()) {
            throw Refused.internal();
        }
        int size = row.bytes().length;
        int from = 0;
        int to = size;
        Matcher asked = RANGE.matcher(range);
        if (asked.matches()) {
            from = asked.group(1).isEmpty() ? size - Integer.parseInt(asked.group(2)) : start(asked.group(1));
            to = asked.group(1).isEmpty() || asked.group(2).isEmpty() ? size : Math.min(size, end(asked.group(2)));
            if (from >= size || from < 0 || to <= from) {
                throw Refused.invalid("InvalidRange", "invalid range provided");
            }
        }
        ResponseDefinitionBuilder answer = WireMock.aResponse()
                .withStatus(asked.matches() ? 206 : 200)
                .withHeader("Content-Type", row.type().contains("text/html") ? "text/plain" : row.type())
                .withHeader("Accept-Ranges", "bytes")
                .withHeader("ETag", row.eTag())
                .withHeader("Last-Modified", httpDate(row))
                .withHeader("Cache-Control", row.cacheControl())
                .withHeader("Content-Length", Integer.toString(to - from))
                .withBody(java.util.Arrays.copyOfRange(row.bytes(), from, to));
        return asked.matches()
                ? answer.withHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size)
                : answer;
    }

    private static int start(String digits) {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
    }

    private static int end(String digits) {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits) + 1);
    }

    private static String httpDate(FakeRow row) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(row.updatedAt().atOffset(ZoneOffset.UTC));
    }
}
