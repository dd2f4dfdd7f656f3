package dev.medialifecycle.benchmarks.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One correctly signed request as a web stack hands it over: headers by lower-case name, some of them no webhook's, and raw bytes. */
record SignedRequest(Map<String, List<String>> headers, byte[] body, Instant at) {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    /** Signed by Standard Webhooks and by Stripe's scheme alike, so that every contender gets the same request. */
    static SignedRequest of(byte[] body, Instant at) {
        long seconds = at.getEpochSecond();
        RawMac standard = new RawMac(Base64.getDecoder().decode(SECRET.substring(6)));
        RawMac stripe = new RawMac(SECRET.getBytes(StandardCharsets.UTF_8));
        byte[] v1 = standard.mac((ID + "." + seconds + ".").getBytes(StandardCharsets.UTF_8), body);
        byte[] hex = stripe.mac((seconds + ".").getBytes(StandardCharsets.UTF_8), body);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("host", List.of("host.example"));
        headers.put("user-agent", List.of("Vendor/1.0"));
        headers.put("content-type", List.of("application/json"));
        headers.put("content-length", List.of(Integer.toString(body.length)));
        headers.put("accept-encoding", List.of("gzip"));
        headers.put("webhook-id", List.of(ID));
        headers.put("webhook-timestamp", List.of(Long.toString(seconds)));
        headers.put("webhook-signature", List.of("v1," + Base64.getEncoder().encodeToString(v1)));
        headers.put(
                "stripe-signature",
                List.of("t=" + seconds + ",v1=" + HexFormat.of().formatHex(hex)));
        return new SignedRequest(headers, body, at);
    }

    /** The value of a header that comes once. */
    String header(String name) {
        return Objects.requireNonNull(headers.get(name), name).get(0);
    }

    /** JSON of this many bytes, all ASCII or hardly any. */
    static byte[] body(int bytes, boolean isAscii) {
        String piece = isAscii ? "a prompt of plain words " : "größere 東京 Straße 🎨 ";
        StringBuilder text = new StringBuilder("{\"prompt\":\"");
        byte[] pieceBytes = piece.getBytes(StandardCharsets.UTF_8);
        for (int length = text.length() + 2; length + pieceBytes.length <= bytes; length += pieceBytes.length) {
            text.append(piece);
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        return (text + " ".repeat(bytes - 2 - body.length) + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
