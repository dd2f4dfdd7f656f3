package dev.medialifecycle.testkit;

import dev.medialifecycle.verifier.Algorithm;
import dev.medialifecycle.verifier.KeyRule;
import dev.medialifecycle.verifier.Scheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a vendor signs with. */
sealed interface Signing {
    byte[] sign(byte[] content);

    /** The secret as text, where the content or the header holds it itself. */
    default String text() {
        return "";
    }

    /** A secret that the verifier knows too. */
    record WithSecret(Scheme scheme, String text) implements Signing {
        private static final String PREFIX = "whsec_";

        @Override
        public byte[] sign(byte[] content) {
            String algorithm = scheme.algorithm().jcaName();
            try {
                if (scheme.algorithm() != Algorithm.HMAC_SHA256) {
                    return MessageDigest.getInstance(algorithm).digest(content);
                }
                Mac mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(key(), algorithm));
                return mac.doFinal(content);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK has no " + algorithm, e);
            }
        }

        private byte[] key() {
            String bare = text.startsWith("v1,") ? text.substring(3) : text;
            String tail = bare.startsWith(PREFIX) ? bare.substring(PREFIX.length()) : bare;
            KeyRule rule = scheme.keyRule();
            return switch (rule) {
                case BASE64, PREFIXED_BASE64 -> Base64.getDecoder().decode(tail);
                case TAIL -> tail.getBytes(StandardCharsets.UTF_8);
                case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                case PUBLIC_KEY, PUBLISHED ->
                    throw new IllegalArgumentException(
                            "Scheme " + scheme.name() + " signs with a key pair, not with a secret");
            };
        }
    }

    /** A key of which the verifier knows the public half. */
    record WithKeys(WebhookKeys keys) implements Signing {
        @Override
        public byte[] sign(byte[] content) {
            return signed("Ed25519", keys, content);
        }
    }

    /** A key that signs tokens, which say nothing of the content. */
    record WithTokens(WebhookKeys keys, String audience) implements Signing {
        private static final Duration LIFE = Duration.ofMinutes(5);

        @Override
        public byte[] sign(byte[] content) {
            return signed("SHA256withRSA", keys, content);
        }

        String token(Instant at) {
            long seconds = at.getEpochSecond();
            String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + keys.id() + "\"}";
            String claims = "{\"aud\":\"" + audience + "\",\"iat\":" + seconds + ",\"exp\":"
                    + (seconds + LIFE.toSeconds()) + "}";
            String content = url(header) + "." + url(claims);
            return content + "." + WebhookKeys.url(sign(content.getBytes(StandardCharsets.US_ASCII)));
        }

        private static String url(String json) {
            return WebhookKeys.url(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] signed(String algorithm, WebhookKeys keys, byte[] content) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.secret());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This key cannot sign by " + algorithm, e);
        }
    }
}
