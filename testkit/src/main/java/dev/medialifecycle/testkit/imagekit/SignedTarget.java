package dev.medialifecycle.testkit.imagekit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Path and query below the URL endpoint, with the signature and the expiry taken out of the query. */
record SignedTarget(
        String path,
        List<String> parameters,
        @Nullable String signature,
        @Nullable String expiry) {
    private static final String NO_EXPIRY = "9999999999";

    static SignedTarget of(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        List<String> parameters = question < 0
                ? List.of()
                : Arrays.asList(target.substring(question + 1).split("&", -1));
        List<String> rest = parameters.stream()
                .filter(parameter -> !parameter.startsWith("ik-t=") && !parameter.startsWith("ik-s="))
                .toList();
        return new SignedTarget(path, rest, value(parameters, "ik-s"), value(parameters, "ik-t"));
    }

    /** The value of a query parameter as it came. */
    @Nullable
    String parameter(String name) {
        return value(parameters, name);
    }

    boolean isGenuine(String privateKey, Instant now) {
        String until = expiry == null ? NO_EXPIRY : expiry;
        String query = parameters.isEmpty() ? "" : parameters.stream().collect(Collectors.joining("&", "?", ""));
        byte[] expected = hmac(privateKey, path + query + until).getBytes(StandardCharsets.UTF_8);
        byte[] given = String.valueOf(signature).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given)
                && until.matches("[0-9]{1,12}")
                && Long.parseLong(until) >= now.getEpochSecond();
    }

    private static @Nullable String value(List<String> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith(name + "="))
                .findFirst()
                .map(parameter -> parameter.substring(name.length() + 1))
                .orElse(null);
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA1", e);
        }
    }
}
