package dev.medialifecycle.benchmarks.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as S3 demands, with no more work than that takes; used by one thread. */
final class Signature {
    /** In place of a body's hash: it is not signed, which S3 allows where the connection protects it. */
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();

    private final String accessKey;
    private final String secretKey;
    private final String region;
    private final MessageDigest digest;
    private String day = "";
    private byte[] keyOfDay = new byte[0];

    Signature(String accessKey, String secretKey, String region) throws GeneralSecurityException {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
        this.digest = MessageDigest.getInstance("SHA-256");
    }

    /** Lower-case hex. */
    String sha256(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
        return HEX.formatHex(digest.digest());
    }

    /** Adds what makes the request valid to its headers, whose names are in lower case. */
    void sign(String method, String path, String query, SortedMap<String, String> headers, String bodyHash, Instant now)
            throws GeneralSecurityException {
        String time = TIME.format(now);
        headers.put("x-amz-date", time);
        headers.put("x-amz-content-sha256", bodyHash);
        String names = String.join(";", headers.keySet());
        StringBuilder canonical = new StringBuilder(512)
                .append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        for (Map.Entry<String, String> header : headers.entrySet()) {
            canonical
                    .append(header.getKey())
                    .append(':')
                    .append(header.getValue())
                    .append('\n');
        }
        canonical.append('\n').append(names).append('\n').append(bodyHash);
        String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        byte[] bytes = canonical.toString().getBytes(StandardCharsets.UTF_8);
        String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(bytes, bytes.length);
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + HEX.formatHex(hmac(key(time.substring(0, 8)), text)));
    }

    private byte[] key(String today) throws GeneralSecurityException {
        if (!today.equals(day)) {
            byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), today);
            keyOfDay = hmac(hmac(hmac(key, region), "s3"), "aws4_request");
            day = today;
        }
        return keyOfDay;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
