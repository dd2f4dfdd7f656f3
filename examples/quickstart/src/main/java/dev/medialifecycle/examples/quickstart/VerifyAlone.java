package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Webhook verification alone, without core: the published vector of Standard Webhooks, and the same with one bit flipped. */
public final class VerifyAlone {
    private VerifyAlone() {}

    public static void main(String[] args) {
        SignatureVerifier replicate =
                SignatureVerifier.of(Schemes.replicate(), List.of(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                "webhook-timestamp", List.of("1614265330"),
                "webhook-signature", List.of("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.ofEpochSecond(1614265330);

        Verdict genuine = replicate.verify(headers, body, now);
        body[body.length - 2] ^= 1;
        Verdict changed = replicate.verify(headers, body, now);

        System.out.println(genuine);
        System.out.println(changed);
        boolean isRight = genuine instanceof Verdict.Verified && changed instanceof Verdict.Rejected;
        System.out.println(isRight ? "PASS" : "FAIL");
        System.exit(isRight ? 0 : 1);
    }
}
