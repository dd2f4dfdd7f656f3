package dev.medialifecycle.testkit;

import dev.medialifecycle.verifier.JwksSource;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * A key pair that stands in for a vendor's, for schemes whose signatures anybody can verify. Give {@link #source} to the verifier in
 * place of the vendor's address, or serve {@link #set} at an address of yours. Immutable and thread-safe.
 */
public final class WebhookKeys {
    private static final String PRIVATE = "whsk_";
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int HALF = 32;
    private static final int RSA_BITS = 2048;

    private final String id;
    private final KeyPair pair;

    private WebhookKeys(String id, KeyPair pair) {
        this.id = id;
        this.pair = pair;
    }

    /** A fresh pair for Ed25519, such as fal's. */
    public static WebhookKeys ed25519() {
        return generated("Ed25519", 255);
    }

    /** A fresh pair for RSA, such as the Gemini API's. */
    public static WebhookKeys rsa() {
        return generated("RSA", RSA_BITS);
    }

    /**
     * The pair that a text means: {@code whsk_…} as in Standard Webhooks, or an RSA key in PKCS#8, with or without the lines of PEM.
     * Throws {@link IllegalArgumentException}, which never shows the text, for any other.
     */
    public static WebhookKeys of(String id, String text) {
        try {
            return new WebhookKeys(id, text.startsWith(PRIVATE) ? standard(text) : pkcs8(text));
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalArgumentException("The private key is neither whsk_… nor RSA in PKCS#8");
        }
    }

    /** The name under which it is published. */
    public String id() {
        return id;
    }

    /** The JSON Web Key Set with the public half. */
    public byte[] set() {
        String key = pair.getPublic() instanceof RSAPublicKey rsa
                ? "\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"" + url(unsigned(rsa.getModulus())) + "\",\"e\":\""
                        + url(unsigned(rsa.getPublicExponent())) + "\""
                : "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + url(publicBytes()) + "\"";
        String set = "{\"keys\":[{\"kid\":\"" + id + "\",\"use\":\"sig\"," + key + "}]}";
        return set.getBytes(StandardCharsets.UTF_8);
    }

    /** The public half of Ed25519 as {@code whpk_…}, the way Standard Webhooks writes it. */
    public String whpk() {
        return "whpk_" + Base64.getEncoder().encodeToString(publicBytes());
    }

    /** The key set, where a verifier looks for the vendor's. */
    public JwksSource source(Clock clock) {
        return JwksSource.of(() -> CompletableFuture.completedFuture(set()), clock);
    }

    PrivateKey secret() {
        return pair.getPrivate();
    }

    private byte[] publicBytes() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - HALF, encoded.length);
    }

    private static WebhookKeys generated(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return new WebhookKeys("test-key", generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }

    /** The private half, and the public one after it. */
    private static KeyPair standard(String text) throws GeneralSecurityException {
        byte[] both = Base64.getDecoder().decode(text.substring(PRIVATE.length()));
        if (both.length != 2 * HALF) {
            throw new IllegalArgumentException("Not 64 bytes");
        }
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + HALF);
        System.arraycopy(both, HALF, encoded, X509_HEAD.length, HALF);
        PublicKey open = keys.generatePublic(new X509EncodedKeySpec(encoded));
        PrivateKey secret =
                keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(both, HALF)));
        return new KeyPair(open, secret);
    }

    private static KeyPair pkcs8(String text) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        KeyFactory keys = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey secret = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
        PublicKey open = keys.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        return new KeyPair(open, secret);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
