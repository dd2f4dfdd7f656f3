package dev.medialifecycle.verifier;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Key pairs to sign with, and key sets to publish; nothing of it is code under test. */
final class Keys {
    /** RFC 8032, section 7.1, tests 1 to 3. */
    static final List<EdKey> ED25519 = List.of(
            EdKey.of(
                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
            EdKey.of(
                    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
            EdKey.of(
                    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));

    static final KeyPair RSA = rsa(2048);

    /** A private key and the 32 bytes of its public half. */
    record EdKey(PrivateKey secret, byte[] bytes) {
        static EdKey of(String seed, String bytes) {
            try {
                PrivateKey secret = KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(
                                NamedParameterSpec.ED25519, HexFormat.of().parseHex(seed)));
                return new EdKey(secret, HexFormat.of().parseHex(bytes));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        static EdKey random() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                byte[] encoded = pair.getPublic().getEncoded();
                return new EdKey(pair.getPrivate(), Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        byte[] sign(byte[] message) {
            return Keys.sign("Ed25519", secret, message);
        }

        String whpk() {
            return "whpk_" + Base64.getEncoder().encodeToString(bytes);
        }

        String jwk(String kid) {
            return jwk(kid, bytes);
        }

        static String jwk(String kid, byte[] bytes) {
            return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + kid + "\",\"use\":\"sig\",\"x\":\"" + url(bytes)
                    + "\"}";
        }
    }

    private Keys() {}

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String jwk(String kid, RSAPublicKey key) {
        return "{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"" + kid + "\",\"n\":\""
                + url(unsigned(key.getModulus())) + "\",\"e\":\"" + url(unsigned(key.getPublicExponent())) + "\"}";
    }

    static byte[] set(String... jwks) {
        return Messages.utf8(Arrays.stream(jwks).collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    static byte[] set(List<EdKey> keys) {
        return set(keys.stream().map(k -> k.jwk("k")).toArray(String[]::new));
    }

    /** A token with these texts as header and claims, signed whatever they say. */
    static String jwt(KeyPair pair, String header, String claims) {
        String signed = url(Messages.utf8(header)) + "." + url(Messages.utf8(claims));
        return signed + "." + url(sign("SHA256withRSA", pair.getPrivate(), Messages.utf8(signed)));
    }

    static byte[] sign(String algorithm, PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
