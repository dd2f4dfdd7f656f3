package dev.medialifecycle.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes that a scheme's recipe makes of one message. */
final class SignedBytes {
    private static final Pattern BODY = Pattern.compile("\\{body}|\\{sha256\\(body\\)}|\\{(/[^{}]+)}");

    private SignedBytes() {}

    static byte[] of(String recipe, Function<String, byte[]> filled, byte[] body) {
        Matcher place = BODY.matcher(recipe);
        if (!place.find()) {
            throw new IllegalArgumentException("No place for the body in " + recipe);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(filled.apply(recipe.substring(0, place.start())));
        bytes.writeBytes(share(place, body));
        bytes.writeBytes(filled.apply(recipe.substring(place.end())));
        return bytes.toByteArray();
    }

    private static byte[] share(Matcher place, byte[] body) {
        if (place.group(1) != null) {
            return picked(List.of(place.group(1).split("\\|")), body).getBytes(StandardCharsets.UTF_8);
        }
        return place.group().equals("{body}") ? body : sha256(body);
    }

    private static byte[] sha256(byte[] body) {
        try {
            String hex = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            return hex.getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    private static String picked(List<String> pointers, byte[] body) {
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                boolean isPicked = pointers.contains(
                        parser.getParsingContext().pathAsPointer().toString());
                if (isPicked && parser.hasToken(JsonToken.VALUE_STRING)) {
                    return parser.getText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The body is not JSON", e);
        }
        throw new IllegalArgumentException("The body has no text at " + pointers);
    }
}
